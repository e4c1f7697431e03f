"""`manage.py bereken [FILE] [--lines] [--explain]`: the contract of the calculation on the command line.

Exit codes: 0 all is well, 1 a file can't be read, 2 a document has faults (with --lines: some lines have).
"""

import contextlib
import json
import os
import signal
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from calculator.batch.lines import LONGEST, Line, answer_one, in_blocks, written_as_asked
from calculator.batch.spread import PortalWorkers, Processes, Workers, spread
from calculator.batch.table import head
from calculator.batch.tasks import shared_folder
from calculator.engine.in_use import steady
from calculator.household.fields import is_known
from calculator.household.intake.request import WHOLE, Form
from calculator.releases import in_process

HAS_FAULTS = 2
INTERRUPTED = 130
MOST_WORKERS = 64
COPIED_AT_ONCE = 1024 * 1024


class Command(BaseCommand):
    help = "Rekent een huishouden door: JSON erin, JSON of een tabel eruit."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="Bestand met JSON. Zonder bestand: wat op de invoer staat.")
        parser.add_argument("--lines", action="store_true", help="JSON Lines: elke regel één huishouden.")
        parser.add_argument("--explain", action="store_true", help="Geef ook de stappen, met de wet erbij.")
        parser.add_argument(
            "--fields",
            type=_names,
            metavar="NAMEN",
            help="Alleen deze uitkomsten, met komma's ertussen: hours,disposable.month,people[0].net_year.",
        )
        shapes = parser.add_mutually_exclusive_group()
        shapes.add_argument("--columns", action="store_true", help="Een lijst per uitkomst in plaats van een per uur.")
        shapes.add_argument(
            "--csv", action="store_true", help="Met --lines: een tabel met getallen, één rij voor elk aantal uren."
        )
        workers = parser.add_mutually_exclusive_group()
        workers.add_argument(
            "--workers", type=_number_of_workers, metavar="N", help="Verdeel de regels over zoveel processen."
        )
        workers.add_argument("--celery", action="store_true", help="Verdeel de regels over de werkers van het portaal.")

    def handle(self, *args: Any, **options: Any) -> None:
        if (options["workers"] or options["celery"]) and not options["lines"]:
            raise CommandError("Verdelen over werkers kan alleen met --lines.")
        if options["csv"] and (options["explain"] or not options["lines"]):
            raise CommandError("Een tabel kan alleen met --lines, en zonder --explain.")
        _write_utf8()
        self.explain: bool = options["explain"]
        self.fields: list[str] | None = options["fields"]
        self.as_columns: bool = options["columns"]
        self.as_table: bool = options["csv"]
        self.well = True
        in_process.look_now_and_then()
        try:
            with _opened(options["file"]) as file, steady():  # one set of values for all lines
                self._answer(file, options)
        except BrokenPipeError:
            _stop_writing()  # whoever reads our answers, such as `head`, has enough
        except OSError as reason:
            raise CommandError(f"De antwoorden kunnen niet geschreven worden: {reason.strerror}.") from reason
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        if not self.well:
            sys.exit(HAS_FAULTS)

    def _answer(self, file: BinaryIO, options: dict[str, Any]) -> None:
        if not options["lines"]:
            self._one(file)
            return
        if self.as_table:
            self.stdout.write(head(self._form or WHOLE))
        if options["celery"]:
            self._lines_by(PortalWorkers("answers", self._options), file)
        elif options["workers"]:
            with Processes(options["workers"], "answers", self._options) as processes:
                self._lines_by(processes, file)
        else:
            self._lines(file)

    @property
    def _options(self) -> dict[str, Any]:
        return {
            "explain": self.explain,
            "fields": self.fields,
            "as_columns": self.as_columns,
            "as_table": self.as_table,
        }

    @property
    def _form(self) -> Form | None:
        """What was asked of all documents; None leaves it to each."""
        is_asked = self.fields is not None or self.as_columns
        return Form(tuple(self.fields or ()), self.as_columns) if is_asked else None

    def _one(self, file: BinaryIO) -> None:
        with _reading(file):
            text = file.read(LONGEST + 1)
        answer = answer_one(text, explain=self.explain, form=self._form)
        self.well = "faults" not in answer
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        self.stdout.flush()

    def _lines(self, file: BinaryIO) -> None:
        """One answer a line; a bad line gets its number and its faults, the rest goes on."""
        for block in _blocks(file):
            for answered in written_as_asked(block, **self._options):
                self.well = self.well and answered.is_well
                self.stdout.write(answered.text)
            self.stdout.flush()

    def _lines_by(self, workers: Workers, file: BinaryIO) -> None:
        """The same, with the answers found by others."""
        signal.signal(signal.SIGTERM, _stop)
        with contextlib.closing(spread(_blocks(file), workers, folder=shared_folder())) as outcomes:
            for outcome in outcomes:
                with outcome as (path, well), path.open(encoding="utf-8") as written:
                    self.well = self.well and well
                    while part := written.read(COPIED_AT_ONCE):
                        self.stdout.write(part, ending="")
                self.stdout.flush()


def _number_of_workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WORKERS:
        raise ArgumentTypeError(f"vul een getal in van 1 tot en met {MOST_WORKERS}")
    return int(text)


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if not is_known(name)]
    if unknown:
        raise ArgumentTypeError(f"{', '.join(unknown)} staat niet in de uitkomst")
    if not names:
        raise ArgumentTypeError("noem minstens één uitkomst")
    return names


@contextlib.contextmanager
def _opened(name: str | None) -> Iterator[BinaryIO]:
    if name is None:
        if sys.stdin is None:
            raise CommandError("Er is geen invoer. Geef een bestand mee.")
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 (closed below; only opening may fail here)
    except OSError as reason:
        raise CommandError(f"{name} {_why_not(reason)}.") from reason
    with file:
        yield file


@contextlib.contextmanager
def _reading(file: BinaryIO) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise CommandError(f"{file.name} {_why_not(reason)}.") from reason


def _why_not(reason: OSError) -> str:
    known = {FileNotFoundError: "bestaat niet", IsADirectoryError: "is een map, geen bestand"}
    return known.get(type(reason), f"kan niet gelezen worden: {reason.strerror}")


def _blocks(file: BinaryIO) -> Iterator[list[Line]]:
    with _reading(file):
        yield from in_blocks(file)


def _stop(number: int, frame: object) -> None:
    """As Ctrl-C does, so that nothing is left behind."""
    sys.exit(128 + number)


def _write_utf8() -> None:
    """JSON is UTF-8, whatever the terminal's language says."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")


def _stop_writing() -> None:
    """So that Python, on ending, doesn't try to write what is left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
