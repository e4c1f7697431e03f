"""`make bench`: what must be fast, measured on this machine and laid beside its target. With names of parts, as in
`python -m tests.bench pages web`, only those."""

import os
import sys
import tempfile
from importlib import import_module

import django

PARTS = ("one", "pages", "web", "growth", "many", "duo", "menu", "round")


def main(*parts: str) -> None:
    from tests.servers import Postgres, folder_for_server

    with tempfile.TemporaryDirectory() as data, folder_for_server() as folder:
        server = Postgres(folder).create().start()
        try:
            # A database, a queue and files of our own, beside whatever portal runs here.
            os.environ |= {
                "EMBEDDED": "1",
                "DEMO": "1",
                "DATA_DIR": data,
                "DATABASE_URL": server.new_database(),
                "DJANGO_SETTINGS_MODULE": "portal.settings",
            }
            django.setup()
            measure(parts or PARTS)
        finally:
            from django.db import connections

            connections.close_all()
            server.stop()


def measure(parts: tuple[str, ...]) -> None:
    """Each figure is printed as soon as it's there; all of them take some minutes."""
    from tests.bench.measuring import head, how_busy, line, machine

    print(machine(), how_busy(), "", head(), sep="\n", flush=True)
    for part in parts:
        for row in import_module(f"tests.bench.{part}").measure():
            print(line(row), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
