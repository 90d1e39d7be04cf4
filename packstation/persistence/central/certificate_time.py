"""Why central's certificate was not believed: libpq says that it was not, and keeps the reason to itself."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping

_SSL_REQUEST = bytes.fromhex("0000000804d2162f")
"""Asks a PostgreSQL to go on in TLS (PostgreSQL's manual, "Message Formats": SSLRequest)."""
OUT_OF_TIME = frozenset({9, 10})
"""Of OpenSSL's verify codes (x509_vfy.h), not yet valid and expired: what a wrong clock shows as."""
ANOTHER_MACHINES = frozenset({62, 64})
"""Likewise: the name, or the address, is not in the certificate."""
_TIMEOUT_S = 5


def out_of_its_time(told: Mapping[str, str]) -> bool:
    """Whether central shows a certificate that is over or not valid yet. Nothing but a greeting is sent."""
    return refused_certificate(told) in OUT_OF_TIME


def refused_certificate(told: Mapping[str, str]) -> int | None:
    """OpenSSL's code of why the certificate is not believed; None where it is, or where none is shown."""
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
        code: int = trouble.verify_code
        return code
    except OSError:
        return None
    return None
