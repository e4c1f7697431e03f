"""What the page says of the back-up and of the certificate, which stand outside of the database."""

import contextlib
import datetime
import socket
import ssl
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from portal import certificate, signs
from portal.backup import making
from portal.wellbeing import register
from portal.wellbeing.register import State

NOW = timezone.now()
MADE = {"file": "portaal-x.age", "bytes": 1, "rows": 1200, "files": 7, "seconds": 3.1}


@pytest.fixture
def on_a_server(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(signs, "connection", SimpleNamespace(vendor="postgresql"))


def backup():
    finding = register.SIGNS["portal.backup"].look(NOW)
    return finding.state, finding.says


def test_without_a_back_up_it_is_red(on_a_server):
    assert backup() == (State.RED, "Er is nog geen back-up.")


def test_a_back_up_of_last_night_says_that_it_was_put_back_and_one_of_three_days_ago_is_too_old(on_a_server):
    making.write_report(at=(NOW - timedelta(hours=9)).isoformat(), **MADE)
    fresh = backup()
    making.write_report(at=(NOW - timedelta(days=3)).isoformat(), **MADE)
    old = backup()

    assert fresh[0] is State.GOOD
    assert "9 uur geleden, en is ter controle teruggezet: 1200 rijen en 7 bestanden klopten." in fresh[1]
    assert old[0] is State.RED
    assert old[1].startswith("De laatste is te oud.")


def test_a_night_that_failed_says_why_and_which_was_the_last_good_one(on_a_server):
    making.write_report(at=(NOW - timedelta(hours=30)).isoformat(), **MADE)
    making.write_report(at=(NOW - timedelta(hours=6)).isoformat(), why="De schijf werkt niet mee: No space left.")

    state, says = backup()

    assert state is State.RED
    assert "De schijf werkt niet mee" in says
    assert "De laatste goede is van 30 uur geleden" in says


@contextlib.contextmanager
def https(folder, *, days):
    """A server on loopback whose certificate ends in so many days; its address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    ends = datetime.datetime.now(datetime.UTC) + timedelta(days=days)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(ends - timedelta(days=90))
    signed = builder.not_valid_after(ends).sign(key, hashes.SHA256())
    form = serialization.PrivateFormat.PKCS8
    (folder / "key").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    (folder / "certificate").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate", folder / "key")
    server = _Server(context)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"https://localhost:{server.port}"
    server.stop()
    thread.join()


class _Server:
    def __init__(self, context):
        self.context, self.listening = context, socket.create_server(("127.0.0.1", 0))
        self.port, self.open = self.listening.getsockname()[1], True

    def run(self):
        while self.open:
            try:
                plain, _ = self.listening.accept()
            except OSError:
                return
            with plain, contextlib.suppress(OSError), self.context.wrap_socket(plain, server_side=True) as line:
                line.recv(1)

    def stop(self):
        self.open = False
        self.listening.shutdown(2)
        self.listening.close()


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (60, State.ATTENTION, "Browsers vertrouwen het niet vanzelf."),
        (3, State.RED, "nog 2 dagen"),
        (-2, State.RED, "Verlopen op"),
    ],
)
def test_of_a_certificate_the_days_are_counted(settings, tmp_path, days, state, words):
    with https(tmp_path, days=days) as address:
        settings.SITE_URL = address

        finding = register.SIGNS["portal.certificate"].look(timezone.now())

    assert finding.state is state
    assert words in finding.says


@pytest.mark.parametrize(("days", "state"), [(60, State.GOOD), (15, State.ATTENTION)])
def test_a_certificate_that_browsers_trust_is_good_until_it_should_have_been_renewed(
    settings, monkeypatch, days, state
):
    settings.SITE_URL = "https://portaal.example"
    own = certificate.OwnCertificate(timezone.now() + timedelta(days=days), is_trusted=True)
    monkeypatch.setattr(certificate, "of_site", lambda address: own)

    assert register.SIGNS["portal.certificate"].look(timezone.now()).state is state


def test_where_nobody_answers_it_says_that_it_does_not_know(settings, tmp_path):
    with https(tmp_path, days=60) as address:
        pass
    settings.SITE_URL = address

    finding = register.SIGNS["portal.certificate"].look(timezone.now())

    assert (finding.state, "niet te zien" in finding.says) == (State.ATTENTION, True)
