"""The smoke journey: what visitors and staff need most, over TLS, through nginx. `deploy/try` runs it.

    python3 deploy/smoke.py --site https://localhost:8443 --plain http://localhost:8080 --ca ca.pem
        --mail-port 2525 --redis-port 6390 --keeper sanne@hpp.example --log toegang.log

It needs nothing but Python itself, and says after each step what it saw.
"""

import argparse
import gzip
import http.client
import http.cookiejar
import json
import re
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from postbox import Postbox

PASSWORD = "een-lange-zin-voor-de-proef"  # noqa: S105 (of an account that lives as long as the journey)
HOUSEHOLD = {
    "year": 2026,
    "people": [{"birth_date": "1988-04-12", "wage": {"cao": "po", "scale": "LB", "step": 8, "hours": 28}}],
}
TYPED = {
    "work-kind": "scale",
    "work-scale": "LB",
    "work-step": "8",
    "work-hours_now": "28",
    "work-hours_wish": "32",
}


class NotAsItShould(Exception):
    pass


def must(holds, sentence):
    if not holds:
        raise NotAsItShould(sentence)


class Visitor:
    def __init__(self, options):
        self.site = options.site
        tls = ssl.create_default_context(cafile=options.ca)
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(urllib.request.HTTPSHandler(context=tls), cookies)

    def ask(self, path, fields=None, *, body=None, **headers):
        """(status, headers, text, path in the end) of a page, or of a form that is sent."""
        url = urllib.parse.urljoin(self.site, path)
        content = body if body is not None else urllib.parse.urlencode(fields).encode() if fields is not None else None
        headers = {"Accept-Encoding": "gzip", "Referer": url, **headers}
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        request = urllib.request.Request(url, content, named)  # noqa: S310 (the site that was given)
        try:
            answer = self.browser.open(request, timeout=60)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            raw = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return answer.status, answer.headers, gzip.decompress(raw) if packed else raw, answer.url

    def send_form(self, path, fields):
        _, _, page, where = self.ask(path)
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        must(token, f"{path} heeft geen formulier.")
        return self.ask(where, {**fields, "csrfmiddlewaretoken": token[1].decode()})


def front_door(visitor, options):
    """http stuurt door naar https, met de kopregels die veilig zijn"""
    plain = urllib.parse.urlsplit(options.plain)
    connection = http.client.HTTPConnection(plain.hostname, plain.port, timeout=20)
    connection.request("GET", "/werkurenberekenaar/?a=1")
    answer = connection.getresponse()
    must(answer.status == 301, f"http antwoordt met {answer.status}.")
    must(answer.headers["Location"] == f"{options.site}/werkurenberekenaar/?a=1", "http stuurt niet door naar https.")
    status, headers, page, _ = visitor.ask("/")
    must(status == 200 and b"<html" in page, f"De voorpagina antwoordt met {status}.")
    must("max-age=31536000" in headers.get("Strict-Transport-Security", ""), "HSTS ontbreekt.")
    must("default-src 'none'" in headers.get("Content-Security-Policy", ""), "Het beveiligingsbeleid ontbreekt.")
    must("nginx/" not in headers.get("Server", ""), "nginx noemt zijn versie.")


def compressed_text(visitor, options):
    """tekst komt ingepakt, en opmaak mag bewaard worden"""
    _, headers, page, _ = visitor.ask("/")
    must(headers.get("Content-Encoding") == "gzip", "Pagina's worden niet ingepakt.")
    style = re.search(rb'href="(/static/[^"]+\.css)"', page)[1].decode()
    status, headers, _, _ = visitor.ask(style)
    must(status == 200 and headers.get("Content-Encoding") == "gzip", f"{style} komt niet, of niet ingepakt.")
    must("immutable" in headers.get("Cache-Control", ""), "De opmaak wordt steeds opnieuw opgehaald.")


def calculation(visitor, options):
    """een berekening"""
    body = json.dumps(HOUSEHOLD).encode()
    status, _, text, _ = visitor.ask("/api/v1/berekening", body=body, Content_Type="application/json")
    must(status == 200 and json.loads(text)["results"], f"De berekening antwoordt met {status}.")


def paper(visitor, options):
    """een pdf, gemaakt door de worker"""
    deadline = time.monotonic() + 180
    path = None
    while time.monotonic() < deadline:
        if path is None:
            status, _, page, where = visitor.ask("/werkurenberekenaar/pdf/", TYPED)
            path = where if status == 200 else None
        else:
            _, _, page, _ = visitor.ask(path)
        if path and b"Bewaar je PDF" in page:
            status, _, file, _ = visitor.ask(f"{path}bestand/", {})
            must(status == 200 and file.startswith(b"%PDF-"), f"De pdf antwoordt met {status}.")
            return
        time.sleep(1)
    raise NotAsItShould("Er kwam geen pdf.")


def account(visitor, options):
    """een wachtwoord kiezen via een mail, en inloggen"""
    with Postbox(options.mail_port) as postbox:
        visitor.send_form("/account/password/reset/", {"email": options.keeper})
        deadline = time.monotonic() + 180
        while not postbox.letters and time.monotonic() < deadline:
            time.sleep(0.2)
        must(postbox.letters, "Er kwam geen mail.")
        letter = postbox.letters[0].get_content()
        link = re.search(r"https://\S+/account/password/reset/key/\S+", letter)
        must(link and link[0].startswith(options.site), f"In de mail staat geen link naar {options.site}.")
        visitor.send_form(link[0], {"password1": PASSWORD, "password2": PASSWORD})
        status, _, _, where = visitor.ask("/mijn-account/")
        # A new address has to be confirmed, or a second step set up: both are for someone who is in.
        must(
            status == 200 and "/login/" not in where, f"Na het kiezen van een wachtwoord kom je niet binnen ({where})."
        )
        postbox.shutdown()
    must(link[0].rpartition("/key/")[2] not in Path(options.log).read_text(), "Het logboek bevat een geheime link.")


def too_large(visitor, options):
    """te grote verzoeken worden meteen geweigerd"""
    site = urllib.parse.urlsplit(options.site)
    tls = ssl.create_default_context(cafile=options.ca)
    connection = http.client.HTTPSConnection(site.hostname, site.port, context=tls, timeout=20)
    connection.putrequest("POST", "/api/v1/berekening")
    connection.putheader("Content-Length", str(40 * 1024 * 1024))
    connection.endheaders()
    must(connection.getresponse().status == 413, "Een verzoek van 40 MB wordt aangenomen.")


def locked_redis(visitor, options):
    """Redis vraagt een wachtwoord"""
    with socket.create_connection(("127.0.0.1", options.redis_port), timeout=10) as connection:
        connection.sendall(b"PING\r\n")
        must(connection.recv(100).startswith(b"-NOAUTH"), "Redis antwoordt zonder wachtwoord.")


def health(visitor, options):
    """het portaal zegt dat het gezond is, en dat er niets blijft liggen"""
    for path in ("/gezond/", "/gezond/taken/"):
        status, *_ = visitor.ask(path)
        must(status == 200, f"{path} antwoordt met {status}.")


STEPS = [front_door, compressed_text, calculation, paper, account, too_large, locked_redis, health]


def read_options():
    parser = argparse.ArgumentParser()
    for name in ("--site", "--plain", "--ca", "--keeper", "--log"):
        parser.add_argument(name, required=True)
    for name in ("--mail-port", "--redis-port"):
        parser.add_argument(name, type=int, required=True)
    return parser.parse_args()


def main():
    options = read_options()
    visitor = Visitor(options)
    for step in STEPS:
        began = time.monotonic()
        try:
            step(visitor, options)
        except NotAsItShould as fault:
            raise SystemExit(f"  FOUT  {step.__doc__}: {fault}") from fault
        print(f"  goed  {step.__doc__} ({time.monotonic() - began:.1f} s)", flush=True)


if __name__ == "__main__":
    main()
