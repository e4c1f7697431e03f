"""The pages read back, and the parameter files read without the engine."""

import functools
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from calculator.engine.values import PARAMETERS
from calculator.method.chapters import chapters

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
FILES = sorted(PARAMETERS.glob("*.toml"))
ABOUT = {"vanaf", "tot_en_met", "bron", "zekerheid", "zekerheid_van", "toelichting"}
MARKS = {"bevestigd": "staat vast", "één bron": "één bron", "afgeleid": "afgeleid", "voorstel": "voorstel"}


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@functools.cache
def page(name: str, **arguments: Any) -> BeautifulSoup:
    return BeautifulSoup(Client().get(reverse(name, kwargs=arguments)).text, "html.parser")


def page_of(file: Path) -> BeautifulSoup:
    slug = next(
        slug for slug, chapter in chapters().items() if any(values.rule == file.stem for values in chapter.values)
    )
    return page("calculator:rule", slug=slug)


@functools.cache
def blocks(file: Path) -> list[dict[str, Any]]:
    with file.open("rb") as opened:
        return tomllib.load(opened, parse_float=Decimal)["waarden"]


def label(block: dict[str, Any]) -> str:
    """How a period is called on the page."""
    first, last = block["vanaf"], block["tot_en_met"]
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return str(first.year)
    return f"vanaf {written_day(first)}"


def written_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def ways_to_write(value: Any) -> set[str]:
    """All that a figure of a file may look like; the page must use one of them."""
    if isinstance(value, bool):
        return {"ja" if value else "nee"}
    if isinstance(value, date):
        return {written_day(value)}
    if isinstance(value, str):
        return {plain(value), value.upper()}
    number, sign = abs(Decimal(value)), "− " if value < 0 else ""
    whole = f"{int(number):,}".replace(",", ".")
    cents = f"{whole},{int(number * 100) % 100:02d}"
    decimals = f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
    comma = decimals.replace(".", ",")
    return {
        f"{sign}€ {whole}" if number == int(number) else "",
        f"{sign}€ {cents}",
        f"{sign}{comma} %",
        f"{sign.strip()}{f'{number:f}'.replace('.', ',')}",
        whole,
    } - {""}


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in leaves(part)]
    return [value]


def column(file: Path, block: dict[str, Any]) -> tuple[str, list[str]]:
    """The head and the cells of this period in the table of all years."""
    heads, rows = _table_of_all_years(file)
    place = next(place for place, head in enumerate(heads) if _is_of(head, label(block)))
    return heads[place], [row[place] for row in rows if len(row) > 1]


@functools.cache
def _table_of_all_years(file: Path) -> tuple[list[str], list[list[str]]]:
    table = page_of(file).find(id=f"{file.stem.replace('_', '-')}-jaren").find_parent("table")
    heads = [plain(head.get_text(" ")) for head in table.thead.find_all("th")]
    rows = [row.find_all(["th", "td"]) for row in table.find_all("tr")[1:]]
    return heads, [[plain(cell.get_text(" ")) for cell in row] for row in rows]


def _is_of(head: str, period: str) -> bool:
    return head == period or any(head == f"{period} {mark}" for mark in MARKS.values())


def own_table(soup: BeautifulSoup, block: dict[str, Any]) -> list[list[str]]:
    """The rows of the table that this period is itself."""
    captions = [
        caption for caption in soup.find_all("caption") if plain(caption.get_text()).endswith(f", {label(block)}")
    ]
    rows = captions[0].find_parent("table").tbody.find_all("tr")
    return [[plain(cell.get_text(" ")) for cell in row.find_all(["th", "td"])] for row in rows]


def sources_of(file: Path, block: dict[str, Any]) -> list[str]:
    """Every source that the page gives for this period, as text with the address of a link."""
    return [
        source for head, sources in _all_sources(file) if head == f"Bronnen van {label(block)}" for source in sources
    ]


@functools.cache
def _all_sources(file: Path) -> list[tuple[str, list[str]]]:
    return [
        (plain(head.get_text()), [_source(item) for item in head.find_next("ul").find_all("li")])
        for head in page_of(file).find_all("b")
        if plain(head.get_text()).startswith("Bronnen van ")
    ]


def _source(item) -> str:
    link = item.find("a")
    return f"{plain(item.get_text(' '))} {link['href'] if link else ''}".strip()


@functools.cache
def text_of(file: Path) -> str:
    return plain(page_of(file).get_text(" "))
