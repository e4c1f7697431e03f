"""`manage.py controleer_waarden [--jaar 2027] [--streng] [--json]`: the list that a release of values goes through.

Exit codes: 0 all is well, or a list was asked for; 1 the list of what was accepted is wrong, or (with --streng) a doubt
is open or something was accepted that is no doubt any more.
"""

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from calculator.household.years import SUPPORTED
from calculator.method import doubts
from calculator.method.doubts import Accepted, Doubt

WIDTH = 100


class Command(BaseCommand):
    help = "Noemt de waarden die niet vaststaan, jaren zonder waarden en waarden die binnenkort aflopen."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--jaar", type=int, choices=list(SUPPORTED), help="Alleen dit jaar.")
        parser.add_argument("--streng", action="store_true", help="Eindig met 1 als er iets openstaat.")
        parser.add_argument("--json", action="store_true", help="Geef de lijst als JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        year, today = options["jaar"], timezone.localdate()
        try:
            accepted = doubts.read_accepted()
        except doubts.WrongAcceptance as wrong:
            raise CommandError(str(wrong)) from wrong
        in_doubt = doubts.doubts(today=today, year=year, accepted=accepted)
        unused = [] if year else doubts.unused(in_doubt, accepted)
        if options["json"]:
            self.stdout.write(as_json(in_doubt, unused, year))
        else:
            self.stdout.write("\n".join(as_text(in_doubt, unused, year)))
        if options["streng"] and (unused or any(doubt.is_open for doubt in in_doubt)):
            sys.exit(1)


def as_json(doubts: Sequence[Doubt], unused: Sequence[Accepted], year: int | None) -> str:
    document = {
        "jaar": year,
        "open": sum(doubt.is_open for doubt in doubts),
        "punten": [doubt.as_json() for doubt in doubts],
        "overbodig_geaccepteerd": [
            {"regel": acceptance.regel, "soort": acceptance.soort, "jaren": acceptance.jaren} for acceptance in unused
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_text(doubts: Sequence[Doubt], unused: Sequence[Accepted], year: int | None) -> Iterator[str]:
    for title, shown in (
        ("Open", [doubt for doubt in doubts if doubt.is_open]),
        ("Bekeken en geaccepteerd", [doubt for doubt in doubts if not doubt.is_open]),
    ):
        yield f"{title}: {len(shown)}"
        for doubt in shown:
            yield from _lines(doubt)
        yield ""
    for acceptance in unused:
        years = ", ".join(map(str, acceptance.jaren))
        yield f"Overbodig in geaccepteerd.toml: {acceptance.regel}, {acceptance.soort}, {years}. Haal die regel weg."
    yield _sum(doubts, year)


def _lines(doubt: Doubt) -> Iterator[str]:
    yield f"  {doubt.kind:<10}  {doubt.chapter.titel}, {doubt.when}  ({doubt.rule})"
    for words in ("; ".join(doubt.words), doubt.reason or doubt.toelichting):
        yield from textwrap.wrap(words, WIDTH, initial_indent=" " * 14, subsequent_indent=" " * 14)


def _sum(doubts: Sequence[Doubt], year: int | None) -> str:
    counted = Counter(str(doubt.kind) for doubt in doubts)
    counts = ", ".join(f"{number} {kind}" for kind, number in counted.items()) or "niets"
    return f"{'Alle jaren' if year is None else year}: {counts}."
