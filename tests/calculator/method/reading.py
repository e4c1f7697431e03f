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
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


def column(found: BeautifulSoup, file: Path, block: dict[str, Any]) -> tuple[str, list[str]]:
    """The head and the cells of this period in the table of all years."""
    table = found.find(id=f"{file.stem.replace('_', '-')}-jaren").find_parent("table")
    heads = [plain(head.get_text(" ")) for head in table.thead.find_all("th")]
    place = next(place for place, head in enumerate(heads) if _is_of(head, label(block)))
    rows = [row.find_all(["th", "td"]) for row in table.find_all("tr")[1:]]
    return heads[place], [plain(row[place].get_text(" ")) for row in rows if len(row) > 1]


def _is_of(head: str, wanted: str) -> bool:
    return head == wanted or any(head == f"{wanted} {mark}" for mark in MARKS.values())


def own_table(found: BeautifulSoup, block: dict[str, Any]) -> list[list[str]]:
    """The rows of the table that this period is itself."""
    captions = [each for each in found.find_all("caption") if plain(each.get_text()).endswith(f", {label(block)}")]
    rows = captions[0].find_parent("table").tbody.find_all("tr")
    return [[plain(cell.get_text(" ")) for cell in row.find_all(["th", "td"])] for row in rows]


def sources_of(found: BeautifulSoup, block: dict[str, Any]) -> list[str]:
    """Every source that the page gives for this period, as text with the address of a link."""
    heads = [each for each in found.find_all("b") if plain(each.get_text()) == f"Bronnen van {label(block)}"]
    told = []
    for head in heads:
        for item in head.find_next("ul").find_all("li"):
            link = item.find("a")
            told.append(f"{plain(item.get_text(' '))} {link['href'] if link else ''}".strip())
    return told
