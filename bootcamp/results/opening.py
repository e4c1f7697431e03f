"""Results as open data: a file with one line for each block and quarter, and a description of it (a data package)."""

import csv
import io
import json
from datetime import date
from typing import Any

from django.utils.text import slugify

from bootcamp.results import months
from bootcamp.results.models import ResultQuarter
from bootcamp.results.series import LAYOUT, OUTCOME, SUBJECTS
from portal.blocks.models import Block, Release
from portal.blocks.settling import NO_ANSWER, SubjectKind
from portal.files.writing import safe

NAME = "resultaten"
FIXED = [
    ("kwartaal", "string", "Het kwartaal waarin geteld is, zoals 2027-K1."),
    ("tot_en_met", "date", "De laatste dag van het kwartaal."),
    ("gepubliceerd_op", "date", "De dag waarop deze cijfers ontstonden. Daarna veranderen ze niet meer."),
    ("sector", "string", "Een of meer sectoren."),
    ("regio", "string", "Een of meer onderwijsregio’s."),
    ("bootcampronde", "string", "Een of meer rondes waarin de scholen begonnen."),
    ("besturen", "integer", "Aantal besturen in dit blok."),
    ("scholen", "integer", "Aantal scholen in dit blok."),
    ("parttimers", "integer", "Aantal parttimers bij het begin. Dit is precies."),
]
ABOUT = (
    "Wat scholen zelf telden over meer uren, per kwartaal en per blok van vijf mensen of meer. Bij elk aantal komt "
    "eenmalig een kleine afwijking. Zo kan niemand uitrekenen wat één collega deed. Een aantal kan daardoor een paar "
    "te hoog of te laag zijn, en onder nul. Tel blokken op: dan vallen de afwijkingen grotendeels tegen elkaar weg. Er "
    "is geen controlegroep: we zeggen dus niet dat het door het programma komt."
)


def columns() -> list[tuple[str, str, str]]:
    """(name, type, what it is)"""
    counted = [
        (
            _column(number, option),
            "integer",
            f"{subject.name}: {option}." if subject.kind == SubjectKind.CHOICE else f"{subject.name}, samen.",
        )
        for number, subject in enumerate(SUBJECTS)
        for option in subject.stored
        if option != NO_ANSWER
    ]
    return [*FIXED, *counted]


def _column(number: int, option: str) -> str:
    subject = SUBJECTS[number]
    words = option if number == OUTCOME else subject.name if len(subject.stored) == 1 else f"{subject.name} {option}"
    return slugify(words).replace("-", "_")


def lines_of(quarter: date, release: Release) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for block in release.blocks.prefetch_related("figures").order_by("pk"):
        writer.writerow(_line(quarter, release, block))
    return text.getvalue()


def _line(quarter: date, release: Release, block: Block) -> list[Any]:
    sector, region, cohort, board = ([*dict.fromkeys(key[place] for key in block.keys)] for place in range(len(LAYOUT)))
    stored = {(figure.subject, figure.option): figure.stored for figure in block.figures.all()}
    return [
        f"{quarter.year}-K{(quarter.month + 2) // 3}",
        months.last_day(months.later(quarter, 2)).isoformat(),
        release.closes_at.date().isoformat(),
        *(safe(" + ".join(names)) for names in (sector, region, cohort)),
        len(board),
        sum(schools for _, schools in block.cells),
        block.people,
        *(
            stored[number, option]
            for number, subject in enumerate(SUBJECTS)
            for option in subject.stored
            if option != NO_ANSWER
        ),
    ]


def as_csv() -> str:
    """UTF-8, comma, one header: the lines that were written when each quarter was published."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([name for name, _, _ in columns()])
    quarters = ResultQuarter.objects.filter(release__isnull=False).order_by("first_day")
    return text.getvalue() + "".join(quarters.values_list("lines", flat=True))


def as_package(*, address: str) -> str:
    """A data package (frictionless), in Dutch."""
    described = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "Resultaten: meer uren in het onderwijs",
        "description": ABOUT,
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": NAME,
                "path": address,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                "schema": {
                    "fields": [
                        {"name": name, "type": type_, "description": description}
                        for name, type_, description in columns()
                    ]
                },
            }
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=2)
