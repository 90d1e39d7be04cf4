"""Why central's certificate was not believed: libpq says that it was not, and keeps the reason to itself."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping

_SSL_REQUEST = bytes.fromhex("0000000804d2162f")
"""Asks a PostgreSQL to go on in TLS (PostgreSQL's manual, "Message Formats": SSLRequest)."""
_NOT_YET_VALID, _EXPIRED = 9, 10
"""Of OpenSSL's verify codes (x509_vfy.h): a wrong clock, here or there, shows as one of these."""
_TIMEOUT_S = 5


def out_of_its_time(told: Mapping[str, str]) -> bool:
    """Whether central shows a certificate that is over or not valid yet. Nothing but a greeting is sent."""
    context = ssl.create_default_context()
    if told["sslrootcert"] != "system":
        context.load_verify_locations(told["sslrootcert"])
    address = (told["host"], int(told["port"]))
    try:
        with socket.create_connection(address, timeout=_TIMEOUT_S) as line:
            line.sendall(_SSL_REQUEST)
            if line.recv(1) == b"S":
                context.wrap_socket(line, server_hostname=told["host"]).close()
    except ssl.SSLCertVerificationError as trouble:
        return trouble.verify_code in {_NOT_YET_VALID, _EXPIRED}
    except OSError:
        return False
    return False
