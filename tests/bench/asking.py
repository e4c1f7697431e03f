"""Asking a page of a Django application in this process, as its web server does."""

import io
import sys
from collections.abc import Callable, Iterable
from itertools import count
from typing import Any
from urllib.parse import urlencode

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def cookies_of(client: Any) -> str:
    """What the browser of who is signed in with this test client would send."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


class Asker:
    """One visitor, from another address each time: who asks this often would have to wait."""

    def __init__(self, application: Application, *, cookies: str = "") -> None:
        self.application, self.cookies, self.numbers = application, cookies, count()

    def get(self, path: str) -> bytes:
        return self._ask("GET", path, b"")

    def post(self, path: str, fields: dict[str, str]) -> bytes:
        return self._ask("POST", path, urlencode(fields).encode())

    def _ask(self, method: str, path: str, body: bytes) -> bytes:
        statuses: list[str] = []
        number = next(self.numbers)
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookies,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        answer = self.application(environ, lambda status, headers, error=None: statuses.append(status))
        content = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        if statuses[-1].split()[0] != "200":
            raise RuntimeError(f"{path} antwoordt met {statuses[-1]}.")
        return content
