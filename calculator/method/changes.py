"""What became different: each period laid beside the one before it."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.engine.values import InForce, Waarden
from calculator.method import cells, spans
from calculator.method.cells import Cell, Path
from calculator.method.chapters import Chapter, Group, groups
from calculator.method.tables import tables
from calculator.method.values import LONG
from portal.text.dates import day_in_words
from portal.text.money import MINUS, NO_BREAK, euros


@dataclass(frozen=True)
class Change:
    name: str
    old: str
    new: str
    difference: str = ""

    @property
    def is_long(self) -> bool:
        """Words, not figures."""
        return max(len(self.old), len(self.new)) > LONG


@dataclass(frozen=True)
class Changed:
    """The values of one file from one day."""

    file: str
    """Which of several files, in words."""
    since: str
    zekerheid: str
    changes: tuple[Change, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangedChapter:
    chapter: Chapter
    changed: tuple[Changed, ...]

    @property
    def in_short(self) -> str:
        """How many values, or what else is the matter."""
        number = sum(len(period.changes) for period in self.changed)
        if number:
            return "1 waarde" if number == 1 else f"{number} waarden"
        return "tabel" if any(period.zekerheid for period in self.changed) else "niet gevonden"


@dataclass(frozen=True)
class ChangedGroup:
    titel: str
    chapters: tuple[ChangedChapter, ...]


def changes_in(year: int) -> tuple[ChangedGroup, ...]:
    """All that changed in a year, in the order of the computation; what stayed the same isn't there."""
    changed = (ChangedGroup(group.titel, tuple(_in_group(group, year))) for group in groups())
    return tuple(group for group in changed if group.chapters)


def unchanged_in(year: int) -> list[str]:
    """The rules with values in the year of which none changed."""
    changed = {rule.chapter.slug for group in changes_in(year) for rule in group.chapters}
    with_values = (
        chapter
        for group in groups()
        for chapter in group.chapters
        if any(spans.in_year(values, year) for values in chapter.values)
    )
    return [chapter.titel for chapter in with_values if chapter.slug not in changed]


def _in_group(group: Group, year: int) -> Iterator[ChangedChapter]:
    for chapter in group.chapters:
        periods = (period for values in chapter.values for period in _of_file(chapter, values, year))
        changed = tuple(period for period in periods if period.changes or period.remarks)
        if changed:
            yield ChangedChapter(chapter, changed)


def _of_file(chapter: Chapter, values: InForce[Any], year: int) -> Iterator[Changed]:
    file = chapter.bestanden.get(values.rule, "")
    for before, after in itertools.pairwise((None, *values.periods)):
        if after.vanaf.year == year:
            yield _between(chapter, file, before, after)
    ended = [period for period in values.periods if period.tot_en_met == date(year - 1, 12, 31)]
    if ended and not spans.in_year(values, year):
        said = f"Van {year} zijn nog geen waarden gevonden."
        yield Changed(file, f"vanaf 1 januari {year}", "", (), (said,))


def _between(chapter: Chapter, file: str, before: Waarden | None, after: Waarden) -> Changed:
    since = f"vanaf {day_in_words(after.vanaf)}"
    if before is None:
        return Changed(file, since, after.zekerheid, (), ("Hiervan zijn voor het eerst waarden gevonden.",))
    changes = (*_cells(chapter, before, after), *_pay(before, after))
    remarks = [*_gap(before, after), *_tables(before, after)]
    return Changed(file, since, after.zekerheid, changes, tuple(remarks))


def _cells(chapter: Chapter, before: Waarden, after: Waarden) -> Iterator[Change]:
    old, new = cells.cells(before), cells.cells(after)
    for path in dict.fromkeys((*new, *old)):
        was, now = old.get(path), new.get(path)
        if was is None or now is None or was.value != now.value:
            years = before.vanaf.year, after.vanaf.year
            yield Change(
                _name(chapter, path),
                *(
                    cell.text if cell else chapter.absent(path, year)
                    for cell, year in zip((was, now), years, strict=True)
                ),
                _difference(was, now),
            )


def _name(chapter: Chapter, path: Path) -> str:
    return ": ".join(chapter.name(path[: end + 1]) for end in range(len(path)))


def _difference(was: Cell | None, now: Cell | None) -> str:
    return cells.difference(was, now) if was and now else ""


def _gap(before: Waarden, after: Waarden) -> Iterator[str]:
    if before.tot_en_met + spans.DAY != after.vanaf:
        yield f"Daarvoor zijn er waarden tot en met {day_in_words(before.tot_en_met)}."


def _tables(before: Waarden, after: Waarden) -> Iterator[str]:
    """Of a table with hundreds of amounts: how many rows became different."""
    for name, was, now in zip(cells.table_names(after), tables(before), tables(after), strict=False):
        if name != "schalen" and was.rows != now.rows:
            same = len(set(was.rows) & set(now.rows))
            yield f"De tabel heeft {len(now.rows)} regels; {len(now.rows) - same} daarvan zijn nieuw of anders."


def _pay(before: Any, after: Any) -> Iterator[Change]:
    """Of each scale the first and the last step."""
    step_is = "nummer" if getattr(after, "eerste_trede", None) else "trede"
    for scale in getattr(after, "schalen", ()):
        steps = after.treden(scale)
        for step in (steps[0], steps[-1]):
            if scale in before.schalen and step in before.treden(scale):
                was, now = before.cell(scale, step), after.cell(scale, step)
                if was != now:
                    yield Change(f"schaal {scale}, {step_is} {step}", euros(was), euros(now), _raise(was, now))


def _raise(was: int, now: int) -> str:
    """In percent, with one decimal: + 4,6 %."""
    tenths = round(1000 * (now - was) / was)
    sign = "+" if tenths > 0 else MINUS
    return f"{sign}{NO_BREAK}{abs(tenths) // 10},{abs(tenths) % 10}{NO_BREAK}%"
