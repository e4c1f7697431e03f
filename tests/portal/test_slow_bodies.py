"""Many who send a request drop by drop: behind nginx, as deploy sets it up, a visitor notices nothing."""

import contextlib
import socket
import subprocess
import threading
import time
import urllib.request

import pytest

from tests.running import ROOT, clean_environment, free_port
from tests.speed import slowness, wait_for_a_turn

MANY = 40
VISITS = 20
LONG_FOR_A_PAGE = 10
START = (
    "POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 100000\r\n\r\n"
)
SET_UP = """
. "$CODE/deploy/parts.sh"
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -keyout "$CERTIFICATE_KEY" -out "$CERTIFICATE" 2>/dev/null
if [ "$(id -u)" = 0 ]; then NGINX_USER="user root;"; else NGINX_USER=""; fi
render "$CODE/deploy/nginx/portaal.conf" "$SITE"
render "$CODE/deploy/nginx/alone.conf" "$RUN/nginx.conf"
PATH="$PATH:/usr/sbin"
exec nginx -c "$RUN/nginx.conf" -g 'daemon off;'
"""


@contextlib.contextmanager
def nginx_before(portal, folder):
    """The address of deploy's own site around a portal, on loopback and without TLS."""
    port = free_port()
    words = {
        "CODE": ROOT,
        "WEB": f"127.0.0.1:{portal.port}",
        "LISTEN_HTTP": f"listen 127.0.0.1:{free_port()};",
        "LISTEN_HTTPS": f"listen 127.0.0.1:{port};",
        "HTTP2": "",
        "DOMAIN": "localhost",
        "ADDRESS": f"http://localhost:{port}",
        "ACME": folder,
        "LOGS": folder,
        "RUN": folder,
        "SITE": folder / "site.conf",
        "CERTIFICATE": folder / "chain.pem",
        "CERTIFICATE_KEY": folder / "key.pem",
    }
    environment = clean_environment() | {name: str(word) for name, word in words.items()}
    with (folder / "printed.txt").open("wb") as out:
        nginx = subprocess.Popen(["sh", "-euc", SET_UP], env=environment, stdout=out, stderr=out)
    try:
        portal.wait_for(lambda: nginx.poll() is None and is_open(port), "nginx")
        yield port
    finally:
        nginx.terminate()
        nginx.wait()


def is_open(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextlib.contextmanager
def dripping(port):
    """So many requests whose body comes in a byte at a time."""
    stop, taps = threading.Event(), [socket.create_connection(("127.0.0.1", port)) for _ in range(MANY)]

    def drip():
        while not stop.wait(0.5):
            for tap in taps:
                with contextlib.suppress(OSError):
                    tap.send(b"x")

    for tap in taps:
        tap.sendall(START.encode())
    thread = threading.Thread(target=drip)
    thread.start()
    time.sleep(1)
    yield
    stop.set()
    thread.join()
    for tap in taps:
        tap.close()


def slowest_visit(port, *, visits, patience):
    taken = []
    for _ in range(visits):
        began = time.monotonic()
        with urllib.request.urlopen(f"http://localhost:{port}/contact/", timeout=patience) as response:
            assert response.status == 200
        taken.append(time.monotonic() - began)
    return max(taken)


@pytest.mark.fault("slow bodies")
def test_behind_nginx_a_visitor_notices_nothing_and_without_it_nobody_gets_an_answer(own_portal, tmp_path, seen):
    portal = own_portal(BEHIND_PROXY="1")
    patience = 5 * slowness() * wait_for_a_turn()
    folder = tmp_path / "nginx"
    folder.mkdir()

    with nginx_before(portal, folder) as port:
        alone = slowest_visit(port, visits=VISITS, patience=patience)
        with dripping(port):
            beside = slowest_visit(port, visits=VISITS, patience=patience)
    with dripping(portal.port), pytest.raises(TimeoutError):
        slowest_visit(portal.port, visits=1, patience=LONG_FOR_A_PAGE)

    seen(
        f"nginx: traagste bezoek {alone:.2f} s zonder en {beside:.2f} s met; "
        f"rechtstreeks: geen antwoord in {LONG_FOR_A_PAGE} s"
    )
