"""The question as a linear programme: who takes which set of half-days of which need.

Only who may move has columns; what others hold is taken off beforehand. Rows for "one school a day" are added only
where an answer breaks them, and the question is asked again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bootcamp.matching.solver import fitting, halves
from bootcamp.matching.solver.rows import NeedRow, RoundRows, Taken, WishRow

Numbers = NDArray[np.float64]
HELD = 0.01
"""All goals are whole numbers, so this much room is none."""


class Impossible(Exception):
    """No answer meets what was asked: pins that can't hold together."""


@dataclass(frozen=True)
class Taking:
    wish: WishRow
    need: NeedRow
    bits: int

    @property
    def size(self) -> int:
        return halves.count(self.bits)


@dataclass(frozen=True)
class Solved:
    values: Numbers | None
    bound: float
    is_best: bool


@dataclass
class Programme:
    rows: RoundRows
    wishes: list[WishRow]
    """Who may move, in the order of the round."""
    choices: list[Taking]
    taken: Taken = field(default_factory=dict)
    """What everyone holds now, of which only the part of who doesn't move counts."""
    floors: Mapping[str, int] = field(default_factory=dict)
    """Half-days that someone keeps at least."""
    keeps: Taken = field(default_factory=dict)
    """What someone who moves doesn't give up: only more may come to it."""

    def __post_init__(self) -> None:
        self.moving = {wish.id: number for number, wish in enumerate(self.wishes)}
        self.frozen = {pair: bits for pair, bits in self.taken.items() if pair[0] not in self.moving}
        self.width = len(self.choices) + 3 * len(self.wishes)
        self._entries: tuple[list[int], list[int], list[float]] = ([], [], [])
        self._low: list[float] = []
        self._high: list[float] = []
        self._kept_apart: set[tuple[int, int]] = set()
        self.of_wish: dict[str, list[int]] = defaultdict(list)
        self.of_need: dict[str, list[int]] = defaultdict(list)
        for number, choice in enumerate(self.choices):
            self.of_wish[choice.wish.id].append(number)
            self.of_need[choice.need.id].append(number)
        self._needs()
        self._wishes()
        self._swaps()

    # Rows.

    def row(self, numbers: Mapping[int, float], low: float, high: float = np.inf) -> None:
        if not numbers and low <= 0 <= high:
            return
        at = len(self._low)
        for column, number in numbers.items():
            self._entries[0].append(at)
            self._entries[1].append(column)
            self._entries[2].append(number)
        self._low.append(low)
        self._high.append(high)

    def _needs(self) -> None:
        held: dict[str, int] = defaultdict(int)
        faces: dict[str, int] = defaultdict(int)
        for (who, place), bits in self.frozen.items():
            held[place] |= bits
            faces[place] += not fitting.knows(self.rows.wish[who], self.rows.need[place])
        for need_id, numbers in self.of_need.items():
            need = self.rows.need[need_id]
            for bit in halves.bits_of(need.halves):
                self.row({at: 1 for at in numbers if self.choices[at].bits & bit}, 0, 0 if held[need_id] & bit else 1)
            new = {at: 1 for at in numbers if not fitting.knows(self.choices[at].wish, need)}
            if len({self.choices[at].wish.id for at in new}) > need.max_new - faces[need_id]:
                self.row(new, 0, max(0, need.max_new - faces[need_id]))

    def _wishes(self) -> None:
        for wish in self.wishes:
            numbers = self.of_wish[wish.id]
            some, half, whole = self.bands(wish)
            sizes = {at: float(self.choices[at].size) for at in numbers}
            self.row({**sizes, some: -wish.min}, 0)
            self.row({**sizes, some: -wish.want}, -np.inf, 0)
            self.row({**sizes, half: -((wish.want + 1) // 2)}, 0)
            self.row({**sizes, whole: -wish.want}, 0)
            for (who, place), bits in self.keeps.items():
                if who == wish.id:
                    kept = [
                        at for at in numbers if self.choices[at].need.id == place and not bits & ~self.choices[at].bits
                    ]
                    self.row(dict.fromkeys(kept, 1), 1)
            if self.floors.get(wish.id):
                self.row(sizes, self.floors[wish.id])
            reach = 0
            by_need: dict[str, list[int]] = defaultdict(list)
            for at in numbers:
                reach |= self.choices[at].bits
                by_need[self.choices[at].need.id].append(at)
            for ats in by_need.values():
                self.row(dict.fromkeys(ats, 1), 0, 1)
            for bit in halves.bits_of(reach | wish.must):
                covering = {at: 1.0 for at in numbers if self.choices[at].bits & bit}
                if bit & wish.must:
                    self.row({**covering, some: -1}, 0, 0)
                elif len(by_need) > 1:
                    self.row(covering, 0, 1)
            if len(by_need) > wish.max_places:
                self.row(dict.fromkeys(numbers, 1), 0, wish.max_places)

    def _swaps(self) -> None:
        """A half-day that someone gives away for another is taken over, and only then."""
        frozen = {need: bits for (_, need), bits in self.frozen.items()}
        by_giver: dict[str, list[NeedRow]] = defaultdict(list)
        for need in self.rows.all_needs:
            if need.is_swap:
                by_giver[need.given_by].append(need)
        for giver, given in by_giver.items():
            over = {at: -1.0 for need in given for at in self.of_need.get(need.id, ())}
            if giver in self.moving:
                own = {at: float(self.choices[at].size) for at in self.of_wish[giver]}
                same = sum(1 for need in given if need.id in frozen)
                self.row({**own, **over}, same, same)
                continue
            now = {need for (wish, need) in self.taken if wish in self.moving}
            for need in given:
                stays = float(need.id in now)
                self.row(dict.fromkeys(self.of_need.get(need.id, ()), 1), stays, stays)

    def keep_apart(self, values: Numbers) -> bool:
        """Add what an answer breaks: two schools on one day. Says whether there was any."""
        broken = False
        for wish in self.wishes:
            if wish.two_schools_day:
                continue
            chosen = [at for at in self.of_wish[wish.id] if values[at] > 0.5]
            for day in range(len(halves.DAYS)):
                schools = {self.choices[at].need.school for at in chosen if self.choices[at].bits & halves.DAY[day]}
                if len(schools) > 1:
                    broken = self._one_school(wish, day) or broken
        return broken

    def _one_school(self, wish: WishRow, day: int) -> bool:
        key = (self.moving[wish.id], day)
        if key in self._kept_apart:
            return False
        self._kept_apart.add(key)
        morning, afternoon = halves.bits_of(halves.DAY[day])
        numbers = self.of_wish[wish.id]
        for school in sorted({self.choices[at].need.school for at in numbers}):
            here = {at: 1.0 for at in numbers if self._covers(at, morning, school, is_there=True)}
            elsewhere = {at: 1.0 for at in numbers if self._covers(at, afternoon, school, is_there=False)}
            if here and elsewhere:
                self.row({**here, **elsewhere}, 0, 1)
        return True

    def _covers(self, at: int, bit: int, school: str, *, is_there: bool) -> bool:
        choice = self.choices[at]
        return bool(choice.bits & bit) and (choice.need.school == school) == is_there

    # Goals, one number for each column.

    def bands(self, wish: WishRow) -> tuple[int, int, int]:
        first = len(self.choices) + 3 * self.moving[wish.id]
        return first, first + 1, first + 2

    def goal(self, name: str) -> Numbers:
        numbers = np.zeros(self.width)
        if name in ("B1", "B2", "B3"):
            band = int(name[1]) - 1
            for wish in self.wishes:
                numbers[self.bands(wish)[band]] = wish.weight
            return numbers
        for at, choice in enumerate(self.choices):
            numbers[at] = self._worth(name, choice)
        return numbers

    def _worth(self, name: str, choice: Taking) -> float:
        if name == "F":
            return 0 if choice.need.is_swap else choice.size
        if name == "V":
            return choice.size
        if name == "S":
            return halves.count(choice.bits & self._last.get((choice.wish.id, choice.need.id), 0))
        if name == "Q":
            return quality(choice.wish, choice.need, choice.bits)
        return sum(_lot(self.rows.id, choice.wish.id, choice.need.id, half) for half in halves.names(choice.bits))

    @property
    def _last(self) -> dict[tuple[str, str], int]:
        return {(wish, need): bits for wish, need, bits in self.rows.last}

    def filled(self, wish: WishRow) -> Numbers:
        numbers = np.zeros(self.width)
        for at in self.of_wish[wish.id]:
            numbers[at] = self.choices[at].size
        return numbers

    def filled_of(self, need: NeedRow) -> Numbers:
        numbers = np.zeros(self.width)
        for at in self.of_need.get(need.id, ()):
            numbers[at] = self.choices[at].size
        return numbers

    def trivial_bound(self, name: str) -> float:
        """What can't be passed whatever the answer, without asking."""
        if name in ("F", "V"):
            reach: dict[str, int] = defaultdict(int)
            for choice in self.choices:
                if name == "V" or not choice.need.is_swap:
                    reach[choice.need.id] |= choice.bits
            return min(sum(map(halves.count, reach.values())), sum(wish.want for wish in self.wishes))
        if name in ("B1", "B2", "B3"):
            return sum(wish.weight for wish in self.wishes if self.of_wish[wish.id])
        if name == "S":
            return float(sum(halves.count(bits) for (wish, _), bits in self._last.items() if wish in self.moving))
        return np.inf

    # Asking.

    def ask(
        self, goal: Numbers, held: Iterable[tuple[Numbers, float]], *, seconds: float, relaxed: bool = False
    ) -> Solved:
        """The best answer for this goal, with earlier goals held."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # 83 MB: only where something is solved
        from scipy.sparse import csr_array

        held = list(held)
        while True:
            entries = (np.array(self._entries[2], float), (np.array(self._entries[0]), np.array(self._entries[1])))
            constraints: list[Any] = []
            if self._low:
                table = csr_array(entries, shape=(len(self._low), self.width))
                constraints.append(LinearConstraint(table, self._low, self._high))
            if held:
                table = csr_array(np.array([numbers for numbers, _ in held]))
                constraints.append(LinearConstraint(table, [value - HELD for _, value in held], np.inf))
            low, high = self._limits()
            best = milp(
                -goal,
                integrality=np.zeros(self.width) if relaxed else np.ones(self.width),
                bounds=Bounds(low, high),
                constraints=constraints,
                options={"time_limit": max(seconds, 0.05), "mip_rel_gap": 0},
            )
            if best.status == 2:
                raise Impossible
            bound = -best.mip_dual_bound if best.mip_dual_bound is not None else np.inf
            if best.x is None:
                return Solved(None, np.inf, is_best=False)
            values = best.x if relaxed else np.rint(best.x)
            if relaxed or not self.keep_apart(values):
                return Solved(values, float(-best.fun) if relaxed else bound, is_best=best.status == 0)

    def _limits(self) -> tuple[Numbers, Numbers]:
        low, high = np.zeros(self.width), np.ones(self.width)
        pins = {(wish, need): bits for wish, need, bits in self.rows.pins}
        for at, choice in enumerate(self.choices):
            pinned = pins.get((choice.wish.id, choice.need.id))
            if pinned is not None:
                low[at] = high[at] = float(pinned == choice.bits)
        return low, high

    def read(self, values: Numbers) -> Taken:
        chosen = (choice for at, choice in enumerate(self.choices) if values[at] > 0.5)
        return {(choice.wish.id, choice.need.id): choice.bits for choice in chosen}


def quality(wish: WishRow, need: NeedRow, bits: int) -> int:
    per_half = 2 * fitting.knows(wish, need) + (wish.school == need.school)
    return 3 * halves.count(bits & wish.prefer) + per_half * halves.count(bits) - 2


def _lot(round_id: str, wish: str, need: str, half: str) -> int:
    """By lot, the same each time: no alphabet, and no first come."""
    return 1 + int(hashlib.sha256(f"{round_id}|{wish}|{need}|{half}".encode()).hexdigest(), 16) % 9973


def order(round_id: str, name: str) -> str:
    return hashlib.sha256(f"{round_id}|{name}".encode()).hexdigest()
