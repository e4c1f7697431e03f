"""`make load`: how many requests the portal takes, and how long people wait at 60 % of that; and its memory meanwhile.

The web server runs as deploy/systemd says, on PostgreSQL and Redis, all on loopback. Beside it, in the same run and in
the same way, a bare Django page with five queries (tests/bench/bare). `MINUTES=1 make load` is a quick look.
"""

import argparse
import asyncio
import contextlib
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import django

from tests.bench.measuring import dutch, how_busy, machine
from tests.running import ROOT, free_port
from tests.servers import Postgres, Redis, folder_for_server

CONNECTIONS = 20
SHARE = 0.6
MOST_P99, MOST_MEMORY = 250, 200
"""Milliseconds; MB for each process."""
FLAT = 1.05
"""The last fifth of the time, against the second."""
SECONDS = 8
UNIT = ROOT / "deploy" / "systemd" / "uren-portaal-web.service"
visitors = itertools.count(1)


@dataclass
class Taken:
    """What came of many requests: the seconds of each, and how many went wrong."""

    seconds: list[float] = field(default_factory=list)
    wrong: int = 0
    rate: float = 0

    def ms(self, share):
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)]


class Connection:
    """One visitor's browser: keeps its connection as long as the server does."""

    def __init__(self, port):
        self.port, self.reader, self.writer = port, None, None

    async def ask(self, page):
        """The status. A connection that the server let go meanwhile is made anew."""
        for _ in range(2):
            try:
                if self.writer is None:
                    self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
                self.writer.write(self._request(page))
                return await self._answer()
            except (asyncio.IncompleteReadError, OSError):
                self.close()
        return 0

    def _request(self, page):
        body, number = urlencode(page.fields).encode(), next(visitors)
        head = [
            f"{'POST' if body else 'GET'} {page.path} HTTP/1.1",
            "Host: localhost",
            f"X-Forwarded-For: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            f"Cookie: {page.cookies}",
        ]
        if body:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return "\r\n".join([*head, "", ""]).encode() + body

    async def _answer(self):
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        await self.reader.readexactly(int(re.search(r"content-length: (\d+)", head)[1]))
        if "connection: close" in head:
            self.close()
        return int(head.split()[1])

    def close(self):
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


async def saturate(port, pages, seconds):
    """Every connection asks on as soon as it has its answer."""
    taken, turns, until = Taken(), itertools.cycle(pages), time.perf_counter() + seconds

    async def visit(connection):
        while (began := time.perf_counter()) < until:
            taken.wrong += await connection.ask(next(turns)) != 200
            taken.seconds.append(time.perf_counter() - began)

    began = time.perf_counter()
    await _all(port, visit)
    taken.rate = len(taken.seconds) / (time.perf_counter() - began)
    return taken


async def pace(port, pages, rate, seconds):
    """So many a second, each at its own moment; who has to wait for a free connection waits in the figures too."""
    taken, turns = Taken(rate=rate), itertools.cycle(pages)
    began = time.perf_counter() + 0.1
    moments = iter([began + number / rate for number in range(int(rate * seconds))])

    async def visit(connection):
        for moment in moments:
            await asyncio.sleep(max(0, moment - time.perf_counter()))
            taken.wrong += await connection.ask(next(turns)) != 200
            taken.seconds.append(time.perf_counter() - moment)

    await _all(port, visit)
    return taken


async def _all(port, visit):
    connections = [Connection(port) for _ in range(CONNECTIONS)]
    await asyncio.gather(*map(visit, connections))
    for connection in connections:
        connection.close()


@contextlib.contextmanager
def gunicorn(application, log, **environment):
    """As the unit of deploy starts it; its port and its process."""
    port = free_port()
    command = re.search(r"^ExecStart=\S+ portal\.wsgi (.*)$", UNIT.read_text(), re.M)[1]
    command = command.replace("@WEB@", f"127.0.0.1:{port}")
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", application, "--no-control-socket", *command.split()],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=out,
            stderr=out,
        )
    try:
        yield port, process
    finally:
        process.terminate()
        process.wait()


async def wait_until_up(port, page, log):
    until = time.monotonic() + 120
    while await Connection(port).ask(page) != 200:
        if time.monotonic() > until:
            raise SystemExit(f"De webserver antwoordt niet.\n{log.read_text()}")
        await asyncio.sleep(0.2)


def memory(process):
    """MB of each worker of this gunicorn."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    status = [Path(f"/proc/{pid}/status").read_text() for pid in children]
    return [int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024 for text in status]


def say(*cells, widths=(38, 12, 10, 12, 11, 11, 14)):
    print("".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip(), flush=True)


async def measure(name, port, pages, bare_rate=None):
    await saturate(port, pages, 2)  # warm
    full = await saturate(port, pages, SECONDS)
    paced = await pace(port, pages, SHARE * full.rate, 1.5 * SECONDS)
    met = paced.ms(0.99) <= MOST_P99 and not paced.wrong and not full.wrong
    wrong = paced.wrong + full.wrong
    say(
        name,
        f"{dutch(full.rate, 1)}/s",
        f"{dutch(100 * full.rate / bare_rate)} %" if bare_rate else "100 %",
        f"{dutch(paced.rate, 1)}/s",
        f"{dutch(paced.ms(0.5))} ms",
        f"{dutch(paced.ms(0.99))} ms",
        f"{wrong} mislukt" if wrong else "ok" if met else "niet gehaald",
    )
    return full.rate


async def watch_memory(port, pages, rate, minutes, process):
    """(MB, and the largest process) of the second fifth of the time and of the last."""
    samples = []

    async def sample():
        while True:
            samples.append(max(memory(process)))
            await asyncio.sleep(2)

    watching = asyncio.create_task(sample())
    taken = await pace(port, pages, rate, 60 * minutes)
    watching.cancel()
    fifth = max(1, len(samples) // 5)
    early, late = max(samples[fifth : 2 * fifth]), max(samples[-fifth:])
    met = max(samples) <= MOST_MEMORY and late <= FLAT * early and not taken.wrong
    print(
        f"\n{dutch(minutes, 1)} min alles door elkaar, {dutch(taken.rate, 1)}/s: p99 {dutch(taken.ms(0.99))} ms, "
        f"{taken.wrong} van {len(taken.seconds)} mislukt.\nGeheugen van het grootste proces: "
        f"{dutch(early)} MB in het begin, {dutch(late)} MB aan het eind, hoogste {dutch(max(samples))} MB "
        f"(hooguit {MOST_MEMORY} MB en vlak): {'ok' if met else 'niet gehaald'}."
    )


async def run(visited, bare, bare_url, folder, minutes):
    log = folder / "gunicorn.log"
    settings = {"DATABASE_URL": bare_url, "DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings"}
    with (
        gunicorn("tests.bench.bare.wsgi", log, **settings) as (bare_port, _),
        gunicorn("portal.wsgi", log) as (port, process),
    ):
        await wait_until_up(bare_port, bare, log)
        await wait_until_up(port, visited[-1], log)
        print(machine(), how_busy(), f"{CONNECTIONS} verbindingen; wachttijd bij 60 % van wat kan.", "", sep="\n")
        say("bladzijde", "verzadigd", "van kaal", "60 %", "p50", "p99", f"≤ {MOST_P99} ms")
        before = await measure("Kale Django-bladzijde", bare_port, [bare])
        for page in visited:
            await measure(page.name, port, [page], before)
        rate = await measure("Alles door elkaar", port, visited, before)
        await measure("Kale Django-bladzijde, aan het eind", bare_port, [bare], before)
        await watch_memory(port, visited, SHARE * rate, minutes, process)
        print(f"Belasting aan het eind: {dutch(os.getloadavg()[0], 1)}.")


def fill_bare(url):
    """A database beside that of the portal; who is signed in there."""
    from tests.bench.visited import Visited

    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings"}
    command = [sys.executable, "-m", "tests.bench.bare"]
    filled = subprocess.run(command, cwd=ROOT, env=environment, input="", capture_output=True, text=True, check=True)
    return Visited("kaal", "/", 1, filled.stdout.splitlines()[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long memory is watched")
    minutes = parser.parse_args().minutes
    with folder_for_server() as one, folder_for_server() as two, tempfile.TemporaryDirectory() as data:
        postgres, redis = Postgres(one).create().start(), Redis(two).start()
        try:
            os.environ |= {
                "EMBEDDED": "1",
                "DEMO": "1",
                "BEHIND_PROXY": "1",
                "DATA_DIR": data,
                "DATABASE_URL": postgres.new_database(),
                "CELERY_BROKER_URL": redis.url(0),
                "CACHE_URL": redis.url(1),
                "DJANGO_SETTINGS_MODULE": "portal.settings",
            }
            django.setup()
            from django.db import connections

            from tests.bench.visited import pages

            visited = [page for page in pages() if page.is_loaded]
            connections.close_all()
            bare_url = postgres.new_database()
            asyncio.run(run(visited, fill_bare(bare_url), bare_url, Path(data), minutes))
        finally:
            redis.stop()
            postgres.stop()


if __name__ == "__main__":
    main()
