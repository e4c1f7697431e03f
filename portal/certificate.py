"""The certificate that visitors of our own address get: until when it is valid, and whether browsers trust it."""

import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from cryptography import x509

PATIENCE = 1.0
HERE = "127.0.0.1"


@dataclass(frozen=True)
class OwnCertificate:
    valid_until: datetime
    is_trusted: bool


def of_site(address: str) -> OwnCertificate | None:
    """None where it can't be known: no https, or nobody answers, neither at the address nor on this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        return None
    for where in (parts.hostname, HERE):
        try:
            return _shown_by(where, parts.port or 443, name=parts.hostname)
        except OSError:
            continue
    return None


def _shown_by(where: str, port: int, *, name: str) -> OwnCertificate:
    try:
        return OwnCertificate(_end_of(_ask(where, port, name, ssl.create_default_context())), is_trusted=True)
    except ssl.SSLCertVerificationError:
        pass
    # Only to read it: nothing is sent, and whom it is from is just what we look at.
    curious = ssl.create_default_context()
    curious.check_hostname, curious.verify_mode = False, ssl.CERT_NONE
    return OwnCertificate(_end_of(_ask(where, port, name, curious)), is_trusted=False)


def _ask(where: str, port: int, name: str, context: ssl.SSLContext) -> bytes:
    with (
        socket.create_connection((where, port), timeout=PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=name) as line,
    ):
        return line.getpeercert(binary_form=True) or b""


def _end_of(certificate: bytes) -> datetime:
    return x509.load_der_x509_certificate(certificate).not_valid_after_utc
