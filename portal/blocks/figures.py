"""What may be said of published numbers. Pure: everything is a sum of stored numbers of whole blocks."""

import enum
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.blocks.rule import Key
from portal.blocks.settling import AMOUNT, NO_ANSWER, Subject, SubjectKind

MEAN_FROM = 10
# Nine in ten sums of stored numbers lie this near the true one, times the root of how many were added.
MARGIN, MARGIN_OF_HOURS = 2, 17.4


class Change(enum.Enum):
    MORE = "meer"
    LESS = "minder"
    SAME = "ongeveer gelijk"


@dataclass(frozen=True)
class Shown:
    """One subject over some whole blocks. `left_out`: schools of the selection that don't count in it."""

    subject: Subject
    people: int
    stored: Mapping[str, int]
    blocks: int
    left_out: int = 0

    @property
    def counts(self) -> dict[str, int]:
        most = math.inf if self.subject.kind == SubjectKind.HOURS else self.people
        return {option: int(min(max(number, 0), most)) for option, number in self.stored.items()}

    def share(self, option: str) -> float:
        """Of clamped counts, so that shares of options that exclude each other make one."""
        whole = self.people if self.subject.kind == SubjectKind.YES_NO else sum(self.counts.values())
        return self.counts[option] / whole if whole else 0.0

    def mean(self) -> float | None:
        """Of a scale of numbers, from ten people who answered."""
        counts = {int(option): number for option, number in self.counts.items() if option != NO_ANSWER}
        answered = min(self.people, sum(counts.values()))
        if answered < MEAN_FROM:
            return None
        return sum(point * number for point, number in counts.items()) / sum(counts.values())

    @property
    def spread(self) -> float:
        return (MARGIN_OF_HOURS if self.subject.kind == SubjectKind.HOURS else MARGIN) * math.sqrt(self.blocks)

    @property
    def margin(self) -> int:
        return math.ceil(self.spread)

    def hours(self) -> int | None:
        """Nothing as long as the margin is half of it or more."""
        hours = self.counts[AMOUNT]
        return hours if self.margin < hours / 2 else None


def change(before: Shown, after: Shown, option: str) -> Change:
    """Per person of both, and only beyond the joint margin."""
    wide = math.hypot(before.spread / before.people, after.spread / after.people)
    risen = after.counts[option] / after.people - before.counts[option] / before.people
    if abs(risen) <= wide:
        return Change.SAME
    return Change.MORE if risen > 0 else Change.LESS


def is_inside(keys: Iterable[Key], layout: Sequence[str], where: Mapping[str, str]) -> bool:
    """Whether these cells lie wholly inside the selection. What isn't in the layout can't be asked for."""
    if unknown := where.keys() - set(layout):
        raise ValueError(f"Not in the layout: {', '.join(sorted(unknown))}")
    asked = [(layout.index(name), value) for name, value in where.items()]
    return all(key[place] == value for key in keys for place, value in asked)
