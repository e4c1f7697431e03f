"""A web process right after its start, whose first requests come together: prints how each ended, a line per start.

    python -m tests.first_requests 10 4

Every start is a fork of one process that only loaded `portal.wsgi`, as gunicorn's
workers have when they answer.
"""

import io
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from portal.wsgi import application

COUNTED = "/bootcamps/certificaat/"
"""A page of which the requests are counted."""
APART = 0.02
"""Seconds between two requests, more with each start: what is built by the first one is half done at some moment."""


def status(path: str, visitor: str) -> str:
    statuses: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": visitor,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    b"".join(application(environ, lambda status, headers, error=None: statuses.append(status)))
    return statuses[-1].split()[0]


def first_requests(start: int, at_once: int) -> None:
    visitor = f"198.51.100.{start}"
    status("/", visitor)  # so that the pages are loaded

    def ask(number: int) -> str:
        time.sleep(number * start * APART)
        return status(COUNTED, visitor)

    with ThreadPoolExecutor(at_once) as visitors:
        print(*visitors.map(ask, range(at_once)), flush=True)


if __name__ == "__main__":
    starts, at_once = int(sys.argv[1]), int(sys.argv[2])
    for start in range(1, starts + 1):
        if not (child := os.fork()):
            first_requests(start, at_once)
            os._exit(0)
        os.waitpid(child, 0)
