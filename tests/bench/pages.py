"""What a page costs: its processor time beside that of a bare Django page with five queries, asked in turns."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from tests.bench.asking import Asker
from tests.bench.measuring import Measured, dutch, known, median_seconds
from tests.bench.visited import Visited, pages
from tests.running import ROOT

MILLI = 1e3
MOST_QUERIES = 12


def measure() -> Iterator[Measured]:
    visited = pages()
    from portal.wsgi import application  # which looks at once for the static files

    with bare_page() as bare:
        yield known("Kale Django-bladzijde, vijf vragen aan de database", bare() * MILLI, "ms")
        for page in visited:
            yield _measure(page, Asker(application, cookies=page.cookies), bare)


def _measure(page: Visited, asker: Asker, bare) -> Measured:
    ask = partial(asker.post, fields=page.fields) if page.fields else asker.get
    before = bare()
    seconds = median_seconds(ask, [page.path], seconds=1.5, warm=5)
    times = seconds / ((before + bare()) / 2)
    queries = _queries(ask, page.path)
    what = f"{page.name}: {dutch(seconds * MILLI, 1)} ms, {queries} vragen"
    met = times <= page.most and queries <= MOST_QUERIES
    return Measured(what, f"{dutch(times, 1)} keer", f"≤ {dutch(page.most, 1)} keer", met)


def _queries(ask, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        ask(path)
    return len(captured)


@contextmanager
def bare_page():
    """In a process of its own, since it has other settings, on a database beside the portal's."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE kaal")
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/kaal"
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings"}
    command = [sys.executable, "-m", "tests.bench.bare"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:

        def ask() -> float:
            process.stdin.write("nog eens\n")
            process.stdin.flush()
            return float(process.stdout.readline())

        process.stdout.readline()  # its cookie
        yield ask
        process.stdin.close()
