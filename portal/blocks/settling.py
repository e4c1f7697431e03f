"""From the answers of a round to what is published of them, and to what waits. Pure; the answers end here."""

import enum
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from portal.blocks.rule import COUNTS, HOURS, SMALLEST, Above, Heads, Key, blocks, chance

Counts = Mapping[tuple[int, str], int]
"""What was counted in a cell: per subject, by its number, and option."""

NO_ANSWER = "geen antwoord"
YES, NO = "ja", "nee"
AMOUNT = "uren"


class SubjectKind(enum.StrEnum):
    CHOICE = "keuze"  # options that exclude each other
    YES_NO = "ja of nee"  # only yes is stored; several ticks are as many of these
    HOURS = "uren"
    TEXT = "tekst"


@dataclass(frozen=True)
class Subject:
    """A question, or what came of a period."""

    name: str
    kind: SubjectKind
    options: tuple[str, ...] = ()

    @property
    def stored(self) -> tuple[str, ...]:
        """The options of which a number is stored; what else can be said of the subject is derived from them."""
        ours: dict[SubjectKind, tuple[str, ...]] = {
            SubjectKind.CHOICE: (*self.options, NO_ANSWER),
            SubjectKind.YES_NO: (YES,),
            SubjectKind.HOURS: (AMOUNT,),
            SubjectKind.TEXT: (),
        }
        return ours[self.kind]

    def draw(self) -> int:
        return chance(*(HOURS if self.kind == SubjectKind.HOURS else COUNTS))

    def accepts(self, value: object) -> bool:
        if self.kind == SubjectKind.HOURS:
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        if self.kind == SubjectKind.TEXT:
            return isinstance(value, str) and bool(value)
        return value in ((YES, NO, NO_ANSWER) if self.kind == SubjectKind.YES_NO else self.stored)


class Answer(NamedTuple):
    """Of one person to one subject, tied to no other answer. `rest` is the fine part of its key; a text has none."""

    rest: Key
    subject: int
    value: str | int


@dataclass(frozen=True)
class Heap:
    """The answers of one group: how many people of which school, per fine part of the key."""

    key: Key
    heads: Mapping[Key, Heads]
    answers: Sequence[Answer]

    def cells(self) -> Iterator[Key]:
        for rest in self.heads:
            yield (*self.key, *rest)


@dataclass(frozen=True)
class Settled:
    """A block: whole cells, exact people, stored numbers."""

    cells: dict[Key, Heads]
    people: int
    numbers: dict[tuple[int, str], int]


@dataclass(frozen=True)
class Together:
    """Five texts or more, of these groups together, in an order that says nothing."""

    groups: list[Key]
    subject: int
    texts: list[str]


@dataclass(frozen=True)
class Settlement:
    blocks: list[Settled]
    texts: list[Together]
    # Beside each heap: what waits for a next round, or nothing.
    left: list[Heap | None]


def settle(heaps: Sequence[Heap], subjects: Sequence[Subject], depths: Sequence[int]) -> Settlement:
    cells, counted = _cells(heaps), _counted(heaps, subjects)
    runs, waiting = blocks(cells, depths)
    texts, loose = _texts(heaps, subjects, runs, set(waiting))
    return Settlement(
        blocks=[_settled(run, cells, counted, subjects) for run in runs],
        texts=texts,
        left=[_left(place, heap, subjects, set(waiting), loose) for place, heap in enumerate(heaps)],
    )


def settle_counts(
    cells: Mapping[Key, Heads],
    counted: Mapping[Key, Counts],
    subjects: Sequence[Subject],
    depths: Sequence[int],
    above: Above | None = None,
) -> tuple[list[Settled], list[Key]]:
    """The same for what was typed as numbers: of each cell how many people of which school there are, whatever came of
    it, and what was counted."""
    runs, waiting = blocks(cells, depths, above)
    return [_settled(run, cells, counted, subjects) for run in runs], waiting


def _cells(heaps: Sequence[Heap]) -> dict[Key, Heads]:
    cells: dict[Key, Counter[str]] = defaultdict(Counter)
    for heap in heaps:
        for rest, heads in heap.heads.items():
            cells[*heap.key, *rest].update(heads)
    return dict(cells)


def _counted(heaps: Sequence[Heap], subjects: Sequence[Subject]) -> dict[Key, Counter[tuple[int, str]]]:
    """True numbers per cell, on their way to a block."""
    counted: dict[Key, Counter[tuple[int, str]]] = defaultdict(Counter)
    for heap in heaps:
        said: Counter[tuple[Key, int]] = Counter()
        for rest, number, value in heap.answers:
            if subjects[number].kind == SubjectKind.TEXT:
                continue
            said[rest, number] += 1
            if isinstance(value, int):
                counted[*heap.key, *rest][number, AMOUNT] += value
            else:
                counted[*heap.key, *rest][number, value] += 1
        _check_each_once(heap, subjects, said)
    return counted


def _check_each_once(heap: Heap, subjects: Sequence[Subject], said: Counter[tuple[Key, int]]) -> None:
    """Each person counts in one option per subject; a pile for which that isn't so is never published."""
    counting = [number for number, subject in enumerate(subjects) if subject.kind != SubjectKind.TEXT]
    due = Counter({(rest, number): sum(heads.values()) for rest, heads in heap.heads.items() for number in counting})
    if said != due:
        raise ValueError("Not everyone is counted once for each subject.")


def _settled(
    run: Sequence[Key],
    cells: Mapping[Key, Heads],
    counted: Mapping[Key, Counts],
    subjects: Sequence[Subject],
) -> Settled:
    inside = {key: cells[key] for key in run}
    return Settled(
        cells=inside,
        people=sum(sum(heads.values()) for heads in inside.values()),
        numbers={
            (number, option): sum(counted[key].get((number, option), 0) for key in run) + subject.draw()
            for number, subject in enumerate(subjects)
            for option in subject.stored
        },
    )


def _texts(
    heaps: Sequence[Heap], subjects: Sequence[Subject], runs: Sequence[Sequence[Key]], waiting: set[Key]
) -> tuple[list[Together], dict[int, list[Answer]]]:
    """Texts go with the block of their group, from five on. Fewer join those of other groups, or stay: per heap."""
    block_of = {key: number for number, run in enumerate(runs) for key in run}
    published: list[Together] = []
    loose: dict[int, list[Answer]] = defaultdict(list)
    for number, subject in enumerate(subjects):
        if subject.kind != SubjectKind.TEXT:
            continue
        by_block: dict[int | None, list[tuple[int, Answer]]] = defaultdict(list)
        for place, heap in enumerate(heaps):
            if not waiting.isdisjoint(heap.cells()):
                continue  # what its people wrote waits with what they chose
            block = next((block_of[cell] for cell in heap.cells()), None)
            by_block[block] += [(place, answer) for answer in heap.answers if answer.subject == number]
        rest = by_block.pop(None, [])
        for together in by_block.values():
            if len(together) >= SMALLEST:
                published.append(_together(heaps, number, together))
            else:
                rest += together
        if len(rest) >= SMALLEST:
            published.append(_together(heaps, number, rest))
        else:
            for place, answer in rest:
                loose[place].append(answer)
    return published, loose


def _together(heaps: Sequence[Heap], subject: int, answers: Sequence[tuple[int, Answer]]) -> Together:
    texts = [str(answer.value) for _, answer in answers]
    secrets.SystemRandom().shuffle(texts)
    return Together(sorted({heaps[place].key for place, _ in answers}), subject, texts)


@dataclass
class _Kept:
    heads: dict[Key, Heads] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)


def _left(
    place: int, heap: Heap, subjects: Sequence[Subject], waiting: set[Key], loose: Mapping[int, list[Answer]]
) -> Heap | None:
    kept = _Kept({rest: heads for rest, heads in heap.heads.items() if (*heap.key, *rest) in waiting})
    if kept.heads:
        kept.answers += [answer for answer in heap.answers if _waits(answer, subjects, kept.heads)]
    kept.answers += loose.get(place, [])
    return Heap(heap.key, kept.heads, kept.answers) if kept.answers else None


def _waits(answer: Answer, subjects: Sequence[Subject], waiting: Mapping[Key, Heads]) -> bool:
    return subjects[answer.subject].kind == SubjectKind.TEXT or answer.rest in waiting
