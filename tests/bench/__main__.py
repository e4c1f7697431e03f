"""`make bench`: what must be fast, measured on this machine and laid beside its target."""

import os
import tempfile

import django


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # A queue and files of our own, beside whatever portal runs here.
        os.environ |= {"EMBEDDED": "1", "DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        django.setup()
        measure()


def measure() -> None:
    """Each figure is printed as soon as it's there; all of them take a few minutes."""
    from tests.bench import many, one, web
    from tests.bench.measuring import head, how_busy, line, machine

    print(machine(), how_busy(), "", head(), sep="\n", flush=True)
    for part in (one, web, many):
        for row in part.measure():
            print(line(row), flush=True)


if __name__ == "__main__":
    main()
