"""Values that are tables themselves: pay by scale and step, special rates, childcare by income."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calculator.engine.values import Waarden, Zekerheid
from calculator.method import cells
from calculator.rules.kinderopvangtabel import UNKNOWN
from portal.text.money import NO_BREAK, euros
from portal.text.words import listed


@dataclass(frozen=True)
class Table:
    caption: str
    head: tuple[str, ...]
    """The first is of the column that names each row."""
    rows: tuple[tuple[str, ...], ...]
    above: tuple[tuple[str, int], ...] = ()
    """Over the head: words, each over so many columns."""
    note: str = ""


def tables(period: Waarden) -> list[Table]:
    return [TABLES[name](period) for name in cells.table_names(period)]


def _pay(period: Any) -> Table:
    by_number = bool(period.eerste_trede)
    scales = {scale: period.treden(scale) for scale in period.schalen}
    steps = range(min(treden.start for treden in scales.values()), max(treden.stop for treden in scales.values()))
    rows = tuple(
        (str(step), *(euros(period.cell(scale, step)) if step in scales[scale] else "" for scale in scales))
        for step in steps
    )
    head = ("salarisnummer" if by_number else "trede", *scales)
    return Table("Bruto per maand bij een volledige baan", head, rows, note=_published(period))


def _published(period: Any) -> str:
    """Which amounts are surer than the table as a whole, and how far off the rest may be."""
    sentences = []
    if period.zekerheid is not Zekerheid.BEVESTIGD and period.bevestigde_treden:
        of_scales = [f"{scale}: {listed([*map(str, steps)])}" for scale, steps in period.bevestigde_treden.items()]
        sentences.append(f"Hiervan staan vast: schaal {'; schaal '.join(of_scales)}.")
    if period.marge:
        which = "Een ander bedrag" if sentences else "Een bedrag"
        sentences.append(f"{which} kan €{NO_BREAK}{period.marge} schelen.")
    return " ".join(sentences)


GROUPS = {
    "onder_aow": "onder de AOW-leeftijd",
    "aow": "met AOW-leeftijd",
    "aow_geboren_voor_1946": "geboren voor 1946",
}
RATES = ("zonder korting", "standaard", "verrekening")


def _special(period: Any) -> Table:
    rows = tuple(
        (euros(row.vanaf), *(cells.percent(rate) for group in GROUPS for rate in getattr(row, group)))
        for row in period.rijen
    )
    above = (("", 1), *((words, len(RATES)) for words in GROUPS.values()))
    return Table("Loonheffing over bijzondere beloningen", ("jaarloon vanaf", *RATES * len(GROUPS)), rows, above)


def _childcare(period: Any) -> Table:
    banden = period.banden
    rows = tuple(
        (euros(int(start)), _known(first), _known(following))
        for start, first, following in zip(banden.vanaf, banden.eerste_kind, banden.volgend_kind, strict=True)
    )
    return Table("Welk deel van de kosten je terugkrijgt", ("inkomen vanaf", "eerste kind", "ander kind"), rows)


def _known(rate: int) -> str:
    return "niet gevonden" if rate == UNKNOWN else cells.percent(int(rate))


TABLES: dict[str, Callable[[Any], Table]] = {"schalen": _pay, "rijen": _special, "tabel": _childcare}
