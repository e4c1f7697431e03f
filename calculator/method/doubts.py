"""What stands between the values and certainty: the list that a release goes through.

Every value that isn't confirmed, every day without values and every rule whose values end soon. A doubt that someone
looked at is in `geaccepteerd.toml` with the reason; what isn't there is open.

    [[geaccepteerd]]
    regel = "pensioen_abp"              # the name of the parameter file
    soort = "afgeleid"                  # één bron | afgeleid | voorstel | ontbreekt | loopt af
    jaren = [2025, 2026]
    waarden = ["franchise"]             # optional: only these
    reden = "..."
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from calculator.engine.values import InForce, Zekerheid
from calculator.household.years import SUPPORTED
from calculator.method import cells, spans
from calculator.method.chapters import NOT_FOUND, Chapter, groups, rules
from portal.text.dates import day_in_words

ACCEPTED = Path(__file__).parent / "geaccepteerd.toml"
ENDS_SOON = "loopt af"
KINDS = (Zekerheid.EEN_BRON, Zekerheid.AFGELEID, Zekerheid.VOORSTEL, Zekerheid.ONTBREEKT, ENDS_SOON)
SOON = timedelta(days=120)


class WrongAcceptance(ValueError):
    """`geaccepteerd.toml` says something that can't be; the text says what."""


@dataclass(frozen=True, kw_only=True)
class Accepted:
    regel: str
    soort: str
    jaren: tuple[int, ...]
    reden: str
    waarden: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.regel not in rules():
            raise WrongAcceptance(f"{self.regel} is geen regel met waarden.")
        if self.soort not in KINDS:
            raise WrongAcceptance(f"{self.regel}: {self.soort} is geen soort. Kies uit: {', '.join(KINDS)}.")
        if not self.jaren or not self.reden.strip():
            raise WrongAcceptance(f"{self.regel}: er horen jaren en een reden te staan.")

    def covers(self, rule: str, kind: str, year: int, value: str) -> bool:
        same = (self.regel, self.soort) == (rule, kind) and year in self.jaren
        return same and (not self.waarden or value in self.waarden)


@dataclass(frozen=True)
class Doubt:
    """Values of one rule and period that are unsure for the same reason."""

    rule: str
    chapter: Chapter
    kind: str
    year: int
    when: str
    names: tuple[str, ...]
    """Of the values, as in the file; none for days without values."""
    words: tuple[str, ...]
    toelichting: str = ""
    reason: str = ""
    """Why it's accepted; empty while it's open."""

    @property
    def is_open(self) -> bool:
        return not self.reason

    @property
    def is_a_confidence(self) -> bool:
        return self.kind != ENDS_SOON

    def as_json(self) -> dict[str, Any]:
        return {
            "regel": self.rule,
            "titel": self.chapter.titel,
            "soort": str(self.kind),
            "jaar": self.year,
            "wanneer": self.when,
            "waarden": list(self.names),
            "toelichting": self.toelichting,
            "geaccepteerd": self.reason or None,
        }


def read_accepted(path: Path | None = None) -> tuple[Accepted, ...]:
    """Raises WrongAcceptance."""
    path = path or ACCEPTED
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
        blocks = document.get("geaccepteerd", [])
        return tuple(
            Accepted(**{key: tuple(value) if isinstance(value, list) else value for key, value in block.items()})
            for block in blocks
        )
    except (tomllib.TOMLDecodeError, TypeError) as fault:
        raise WrongAcceptance(f"{path.name} is niet te lezen: {fault}") from fault


def doubts(*, today: date, year: int | None = None, accepted: Sequence[Accepted] = ()) -> list[Doubt]:
    """In the order of the computation; of one year or of all that can be computed."""
    every_doubt = (
        doubt
        for group in groups()
        for chapter in group.chapters
        for values in chapter.values
        for doubt in _of_rule(chapter, values, today, year, accepted)
    )
    return [doubt for doubt in every_doubt if year is None or doubt.year == year]


def unused(doubts: Sequence[Doubt], accepted: Sequence[Accepted]) -> list[Accepted]:
    """What was accepted though there's no such doubt (any more)."""
    doubted = [(doubt.rule, doubt.kind, doubt.year, name) for doubt in doubts for name in doubt.names or ("",)]
    return [acceptance for acceptance in accepted if not any(acceptance.covers(*values) for values in doubted)]


def _of_rule(
    chapter: Chapter, values: InForce[Any], today: date, year: int | None, accepted: Sequence[Accepted]
) -> Iterator[Doubt]:
    for period in values.periods:
        yield from _of_period(chapter, values, period, year, accepted)
    for gap in spans.gaps(values, SUPPORTED):
        for gap_year in range(gap.first.year, gap.last.year + 1):
            first, last = max(gap.first, date(gap_year, 1, 1)), min(gap.last, date(gap_year, 12, 31))
            within = spans.Gap(first, last)
            reason = _reason(accepted, values.rule, Zekerheid.ONTBREEKT, gap_year, "")
            yield Doubt(
                values.rule, chapter, Zekerheid.ONTBREEKT, gap_year, spans.in_words([within]), (), (), "", reason
            )
    last = max((period.tot_en_met for period in values.periods), default=date.min)
    if today <= last <= today + SOON and last >= date(SUPPORTED[-1], 12, 31):
        reason = _reason(accepted, values.rule, ENDS_SOON, last.year, "")
        yield Doubt(values.rule, chapter, ENDS_SOON, last.year, f"tot en met {day_in_words(last)}", (), (), "", reason)


def _of_period(
    chapter: Chapter, values: InForce[Any], period: Any, year: int | None, accepted: Sequence[Accepted]
) -> Iterator[Doubt]:
    """A doubt for each way of being unsure and each reason to accept it."""
    of = period.vanaf.year if year is None else year
    if not period.vanaf.year <= of <= period.tot_en_met.year:
        return
    names: dict[tuple[str, str], list[str]] = {}
    for name, sure in [*_sure(period).items(), *_missing(chapter, values, period)]:
        if sure is not Zekerheid.BEVESTIGD:
            reason = _reason(accepted, values.rule, sure, of, name)
            names.setdefault((sure, reason), []).append(name)
    for (kind, reason), which in names.items():
        words = tuple(chapter.namen[name] for name in which)
        yield Doubt(
            values.rule, chapter, kind, of, cells.label(period), tuple(which), words, period.toelichting, reason
        )


def _sure(period: Any) -> dict[str, Zekerheid]:
    """By value, as in the file."""
    sure = {str(path[0]): cell.zekerheid for path, cell in cells.cells(period).items() if not cell.is_default}
    return sure | {name: period.zekerheid_bij(name) for name in cells.table_names(period)}


def _missing(chapter: Chapter, values: InForce[Any], period: Any) -> Iterator[tuple[str, Zekerheid]]:
    """Values that other periods have and that weren't found for this one."""
    present = cells.cells(period)
    others = dict.fromkeys(path for other in values.periods for path in cells.cells(other))
    absent = (path for path in others if path not in present)
    names = (str(path[0]) for path in absent if chapter.absent(path, period.vanaf.year) == NOT_FOUND)
    yield from ((name, Zekerheid.ONTBREEKT) for name in dict.fromkeys(names))


def _reason(accepted: Sequence[Accepted], rule: str, kind: str, year: int, value: str) -> str:
    return next((acceptance.reden for acceptance in accepted if acceptance.covers(rule, kind, year, value)), "")
