"""A station's certificate: signed by the site's own authority, for the role the station signs in with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

VALID_DAYS = 825
LONGEST_NAME = 64
"""Of the common name (RFC 5280, upper bound of X.520)."""


class AuthorityUnfit(Exception):
    """The files are no authority that could sign a station's certificate; says why."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who signs the site's certificates."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    def sign(self, role: str, now: datetime) -> tuple[str, str]:
        """A certificate for this role, and its key, both in PEM. Valid from an hour ago: clocks differ."""
        if len(role) > LONGEST_NAME:
            raise AuthorityUnfit(f"{role}: a certificate names at most {LONGEST_NAME} letters")
        key = ec.generate_private_key(ec.SECP256R1())
        signed = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, role)]))
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(min(now + timedelta(days=VALID_DAYS), self.certificate.not_valid_after_utc))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        return signed.public_bytes(serialization.Encoding.PEM).decode("ascii"), _key_text(key)


def authority(certificate: bytes, key: bytes) -> Authority:
    """The authority in two PEM files. AuthorityUnfit."""
    try:
        found = x509.load_pem_x509_certificate(certificate)
        secret = serialization.load_pem_private_key(key, password=None)
    except (TypeError, ValueError) as trouble:
        raise AuthorityUnfit(
            "certificate and key of the authority are needed in PEM, the key unlocked"
        ) from trouble
    if not isinstance(secret, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise AuthorityUnfit("the authority's key must be of elliptic curves or RSA")
    if found.public_key() != secret.public_key():
        raise AuthorityUnfit("the key is not the one of the authority's certificate")
    return Authority(found, secret)


def encrypted_key(key: str, secret: str) -> str:
    """A key in PEM that opens with the secret only."""
    plain = serialization.load_pem_private_key(key.encode("ascii"), password=None)
    return plain.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(secret.encode("ascii")),
    ).decode("ascii")


def _key_text(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode("ascii")
