"""Someone who knows the rule, sees every figure that is ever shown, and tries to find out about one to four people.

A history is a sector: boards with schools, people by function and size of job, a yes or no and a choice of three each.
A view is what a rule lets the attacker see: `rows`, one for each shown sum, say which people count in it (by atom:
people whom nothing tells apart), `low` and `high` between what their number of yes lies. The attacker only uses views.
"""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from portal.blocks import settling
from portal.blocks.figures import is_inside
from portal.blocks.rule import SMALLEST
from portal.blocks.settling import NO, NO_ANSWER, YES, Answer, Heap, Subject, SubjectKind, settle

LAYOUT = ("regio", "bestuur", "school", "functie", "omvang")
# Within the school, within the board, boards of a region together, all together.
DEPTHS = (3, 2, 1, 0)
YES_NO, CHOICE = (
    Subject("Wil je meer uren?", SubjectKind.YES_NO),
    Subject("Hoe vol is je week?", SubjectKind.CHOICE, ("a", "b", "c")),
)
SUBJECTS = (YES_NO, CHOICE)


@dataclass
class History:
    """Atoms: people of one cell who came in time, or late, with how many of them said yes."""

    keys: list = field(default_factory=list)
    late: list = field(default_factory=list)
    people: list = field(default_factory=list)
    yes: list = field(default_factory=list)
    heaps: list = field(default_factory=list)

    @property
    def schools(self):
        return sorted({key[:3] for key in self.keys})


def history(rng):
    past, counts = History(), {}
    for board in range(rng.integers(1, 3)):
        for school in range(rng.integers(2, 5)):
            _answers_of_a_school(rng, (f"r{rng.integers(2)}", f"b{board}", f"s{board}{school}"), past, counts)
    for (key, late), (people, yes) in sorted(counts.items()):
        past.keys.append(key)
        past.late.append(late)
        past.people.append(people)
        past.yes.append(yes)
    past.late, past.people, past.yes = np.array(past.late, bool), np.array(past.people, int), np.array(past.yes, int)
    return past


def _answers_of_a_school(rng, place, past, counts):
    staff = int(rng.integers(3, 8) if rng.random() < 0.15 else rng.integers(8, 41))
    answered = int(rng.binomial(staff, rng.uniform(0.5, 0.95)))
    if not answered:
        return
    functions = rng.choice(2, answered, p=[0.78, 0.22]).tolist()
    sizes = rng.choice(3, answered, p=[0.2, 0.5, 0.3]).tolist()
    wants = (rng.random(answered) < rng.beta(0.6, 0.6)).tolist()
    options = rng.choice(4, answered, p=[0.4, 0.3, 0.2, 0.1]).tolist()
    how_many_late = int(rng.integers(1, 4)) if rng.random() < 0.4 else 0
    heads, answers = {}, []
    for number, (function, size, yes, option) in enumerate(zip(functions, sizes, wants, options, strict=True)):
        rest = (f"f{function}", f"o{size}")
        heads.setdefault(rest, Counter())[place[2]] += 1
        answers.append(Answer(rest, 0, YES if yes else NO))
        answers.append(Answer(rest, 1, (*CHOICE.options, NO_ANSWER)[option]))
        people, said_yes = counts.get(((*place, *rest), number < how_many_late), (0, 0))
        counts[(*place, *rest), number < how_many_late] = (people + 1, said_yes + yes)
    past.heaps.append(Heap(place, heads, answers))


def places(history):
    asked = [{}]
    for depth, name in enumerate(LAYOUT[:3], 1):
        names = sorted({key[:depth] for key in history.keys})
        asked += [dict(zip(LAYOUT, key, strict=False)) for key in names]
        if depth > 1:
            asked += [{name: value} for value in sorted({key[-1] for key in names})]
    return asked


FUNCTIONS = [{"functie": f"f{function}"} for function in range(2)]
SIZES = [{"omvang": f"o{size}"} for size in range(3)]
WHATS = [{}, *FUNCTIONS, *SIZES, *(function | size for function in FUNCTIONS for size in SIZES)]


def questions(history):
    """Every selection that a page, a filter or a file can ask for: a place, crossed with function and size."""
    return [place | what for place in places(history) for what in WHATS]


@dataclass
class View:
    rows: np.ndarray
    low: np.ndarray
    high: np.ndarray


def threshold(history, live):
    """Control: a number from five people on, and while the round is open as well as when it is closed."""
    groups = np.array([_atoms(history, where) for where in questions(history)], bool)
    rows = np.unique(np.vstack([groups, groups & ~history.late]) if live else groups, axis=0)
    rows = rows[rows @ history.people >= SMALLEST]
    return View(rows, rows @ history.yes, rows @ history.yes)


def _atoms(history, where):
    return [is_inside([key], LAYOUT, where) for key in history.keys]


def published(history):
    """The real rule: what `settle` makes of the answers."""
    return settle(history.heaps, SUBJECTS, DEPTHS)


def shown_sums(history, settlement):
    """What the real rule shows for all those selections: the sets of blocks that are added."""
    inside, asked = {}, places(history)
    for name, value in {part for where in [*asked, *WHATS] for part in where.items()}:
        inside[name, value] = blocks_inside(settlement, {name: value})

    def of(wheres):
        # Blocks inside two selections are those inside both: tried in test_attacker.py, and much quicker.
        everything = blocks_inside(settlement, {})
        return {everything.intersection(*(inside[part] for part in where.items())) for where in wheres}

    return [sorted(blocks) for blocks in {place & what for place in of(asked) for what in of(WHATS)} if blocks]


def blocks_inside(settlement, where):
    return frozenset(number for number, block in enumerate(settlement.blocks) if is_inside(block.cells, LAYOUT, where))


def block_rows(history, settlement):
    place = {key: number for number, block in enumerate(settlement.blocks) for key in block.cells}
    inside = np.array([place.get(key, -1) for key in history.keys], int)
    return np.arange(len(settlement.blocks))[:, None] == inside[None, :]


def isolated(rows, people):
    """Whether a number about one to four people follows by adding and subtracting alone, whatever was answered."""
    if not len(rows):
        return False
    _, strength, directions = np.linalg.svd(rows.astype(float), full_matrices=False)
    beyond = 1 - (directions[strength > 1e-9] ** 2).sum(0)  # how far each atom lies outside what is shown
    if ((beyond < 1e-7) & (people < SMALLEST)).any():
        return True
    sizes = rows @ people
    contains = (rows * people) @ rows.T == sizes[None, :]
    difference = sizes[:, None] - sizes[None, :]
    return bool((contains & (difference > 0) & (difference < SMALLEST)).any())


def someone_is_certain(view, people, rounds=25):
    """Whether sums alone say of some atom that all of it, or nobody in it, said yes."""
    low, high = np.zeros(len(people)), people.astype(float)
    rows = view.rows
    member = rows.astype(float)
    for _ in range(rounds):
        least, most = member @ low, member @ high
        top = np.where(rows, view.high[:, None] - (least[:, None] - low), np.inf).min(0, initial=np.inf)
        bottom = np.where(rows, view.low[:, None] - (most[:, None] - high), -np.inf).max(0, initial=-np.inf)
        new_low, new_high = np.maximum(low, bottom), np.minimum(high, top)
        if (new_low == low).all() and (new_high == high).all():
            break
        low, high = new_low, new_high
    return bool(((high < 0.5) | (low > people - 0.5)).any())


def odds_of_one(settlement, history, rng, likely):
    """The attacker knows the answers of everybody but one of a block, and sees all its stored numbers. How much
    likelier is one answer than another, at most? Per subject; `likely(d)`: how likely chance moved a number by d."""
    block = settlement.blocks[int(rng.integers(len(settlement.blocks)))]
    inside = [answer for heap in history.heaps for answer in heap.answers if (*heap.key, *answer.rest) in block.cells]
    odds = []
    for number, subject in enumerate(SUBJECTS):
        said = [answer.value for answer in inside if answer.subject == number]
        theirs = said.pop(int(rng.integers(len(said))))
        others = Counter(said)
        options = subject.stored if subject.kind == SubjectKind.CHOICE else (YES, NO)
        chances = [
            np.prod(
                [
                    likely(stored - others[option] - (option == guess))
                    for (about, option), stored in block.numbers.items()
                    if about == number
                ]
            )
            for guess in options
        ]
        assert theirs in options
        odds.append(max(chances) / min(chances))
    return odds


def without_chance(subject):
    """Control: what stands in the place of `Subject.draw`."""
    return 0


def exact(history, monkeypatch):
    """Control: blocks, but of true numbers."""
    with monkeypatch.context() as patched:
        patched.setattr(settling.Subject, "draw", without_chance)
        settlement = published(history)
    rows = block_rows(history, settlement)
    yes = np.array([block.numbers[0, YES] for block in settlement.blocks], int)
    return View(rows, yes, yes)
