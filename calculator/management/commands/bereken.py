"""`manage.py bereken [FILE] [--lines] [--explain]`: the contract of the calculation on the command line.

Exit codes: 0 all is well, 1 a file can't be read, 2 a document has faults (with --lines: some lines have).
"""

import json
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from calculator.berekening import Fault, Faults, bereken, parse


class Command(BaseCommand):
    help = "Rekent een huishouden door: JSON erin, JSON eruit."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="Bestand met JSON. Zonder bestand: wat op de invoer staat.")
        parser.add_argument("--lines", action="store_true", help="JSON Lines: elke regel één huishouden.")
        parser.add_argument("--explain", action="store_true", help="Geef ook de stappen, met de wet erbij.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with _opened(options["file"]) as file:
                if options["lines"]:
                    well = self._lines(file, explain=options["explain"])
                else:
                    well = self._one(file.read(), explain=options["explain"])
        except OSError as reason:
            raise CommandError(f"{options['file']} kan niet gelezen worden: {reason.strerror}.") from reason
        if not well:
            sys.exit(2)

    def _one(self, text: bytes, *, explain: bool) -> bool:
        found = _answer(text, explain=explain)
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        return "faults" not in found

    def _lines(self, lines: Iterable[bytes], *, explain: bool) -> bool:
        """One answer a line, written at once; a bad line gets its number and its faults, the rest goes on."""
        well = True
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            found = _answer(line, explain=explain)
            if "faults" in found:
                found, well = {"line": number, **found}, False
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        return well


def _opened(name: str | None) -> Any:
    return Path(name).open("rb") if name is not None else nullcontext(_standard_input())


def _standard_input() -> IO[bytes]:
    return sys.stdin.buffer


def _answer(text: bytes, *, explain: bool) -> dict[str, Any]:
    try:
        return bereken(parse(text), explain=explain)
    except Faults as wrong:
        return {"faults": wrong.as_json()}
    except RecursionError:
        return {"faults": [Fault("", "De tekst heeft te veel lagen.").as_json()]}
