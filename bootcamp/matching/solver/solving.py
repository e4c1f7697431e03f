"""A whole round: part by part, goal by goal. What goes in in another order comes out the same."""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import floor

import numpy as np

from bootcamp.matching.solver import fitting, halves
from bootcamp.matching.solver.model import Impossible, Programme, Taking, order, quality
from bootcamp.matching.solver.rows import GOALS, RoundOutcome, RoundRows, Taken, WishRow

MANY = 3000
"""Pairs above which a part is thinned: by then the goal F alone takes minutes."""
PER_PLACE = 20
SMALL = 1e-6
Pairs = dict[tuple[str, str], list[int]]
"""Of a wish and a need that fit: what isn't cut."""
Report = Callable[[int, int, RoundOutcome], None]
"""How many parts are done, of how many, and the best until now."""


def fitting_pairs(rows: RoundRows) -> Pairs:
    """In an order that says nothing about who came first."""
    wishes = sorted((wish for wish in rows.wishes if wish.seeks), key=lambda wish: order(rows.id, wish.id))
    needs = sorted(rows.all_needs, key=lambda need: order(rows.id, need.id))
    near = (
        (wish, need)
        for wish in wishes
        for need in needs
        if wish.open_to & need.halves and rows.reaches(wish, need.school)
    )
    fits = {(wish.id, need.id): fitting.fit(rows, wish, need).units for wish, need in near}
    return {pair: units for pair, units in fits.items() if units}


def parts(rows: RoundRows, pairs: Pairs) -> list[list[tuple[str, str]]]:
    """Pairs that have nothing to do with each other apart: all goals are sums, so each part can be solved alone."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for wish, need in pairs:
        root[find(f"w{wish}")] = find(f"n{need}")
        if rows.need[need].is_swap:
            root[find(f"n{need}")] = find(f"w{rows.need[need].given_by}")
    together: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for wish, need in pairs:
        together[find(f"w{wish}")].append((wish, need))
    return sorted(together.values(), key=len)


@dataclass(frozen=True)
class SolvedPart:
    taken: Taken
    gap: int = 0
    is_thinned: bool = False
    is_cut_off: bool = False


def solve(rows: RoundRows, *, seconds: float = 60, report: Report | None = None) -> RoundOutcome:
    """The best outcome, or the best until time ran out with what may still be missing."""
    deadline = time.monotonic() + seconds
    refuse_pins(rows)
    pairs = fitting_pairs(rows)
    todo = parts(rows, pairs)
    solved: list[SolvedPart] = []
    for number, part in enumerate(todo):

        def best_until_now(at: SolvedPart, number: int = number) -> None:
            if report is not None:
                report(number, len(todo), _outcome(rows, [*solved, at, *_not_begun(rows, pairs, todo[number + 1 :])]))

        solved.append(_solve_part(rows, pairs, part, deadline, best_until_now))
    outcome = _outcome(rows, solved)
    if report is not None:
        report(len(todo), len(todo), outcome)
    return outcome


class PinFails(Impossible):
    """A pin that doesn't meet the conditions of its wish; says which."""

    def __init__(self, wish: str, need: str, fails: list[str]) -> None:
        self.wish, self.need, self.fails = wish, need, fails
        super().__init__(f"{wish} {need} {' '.join(fails)}")


def refuse_pins(rows: RoundRows) -> None:
    for wish, need, bits in sorted(rows.pins):
        if wish not in rows.wish or need not in rows.need:
            raise PinFails(wish, need, ["gone"])
        fit = fitting.fit(rows, rows.wish[wish], rows.need[need])
        if bits not in fitting.sets_of(rows.wish[wish], rows.need[need], fit.units):
            inside = {name for bit in halves.bits_of(bits) for name in fit.fails.get(bit, ["halves"])}
            raise PinFails(wish, need, sorted(inside) or ["halves"])


def _choices(rows: RoundRows, pairs: Pairs, chosen: list[tuple[str, str]]) -> tuple[list[WishRow], list[Taking]]:
    wishes: dict[str, WishRow] = {}
    choices = []
    for wish_id, need_id in chosen:
        wish, need = rows.wish[wish_id], rows.need[need_id]
        wishes[wish_id] = wish
        choices += [Taking(wish, need, bits) for bits in fitting.sets_of(wish, need, pairs[wish_id, need_id])]
        if need.is_swap:
            wishes[need.given_by] = rows.wish[need.given_by]
    return list(wishes.values()), choices


def _solve_part(
    rows: RoundRows, pairs: Pairs, part: list[tuple[str, str]], deadline: float, report: Callable[[SolvedPart], None]
) -> SolvedPart:
    bound = np.inf
    is_thinned = len(part) > MANY
    everything = part
    rescue = one_pass(rows, pairs, part)
    report(SolvedPart(rescue, gap=_most(rows, pairs, part) - _half_days(rows, rescue), is_cut_off=True))
    if is_thinned:
        part, bound = _thin(rows, pairs, part, rescue, deadline)
    wishes, choices = _choices(rows, pairs, part)
    programme = Programme(rows, wishes, choices)
    held: list[tuple[np.ndarray, float]] = []
    taken, values, gap = rescue, None, 0
    for name in GOALS:
        if name == "V" and not any(choice.need.is_swap for choice in choices):
            continue
        if name == "S" and not rows.last:
            continue
        goal = programme.goal(name)
        if values is None or goal @ values < programme.trivial_bound(name) - SMALL:
            left = deadline - time.monotonic()
            answer = programme.ask(goal, held, seconds=left / 2)
            if answer.values is None or (name == "F" and goal @ answer.values < _half_days(rows, rescue)):
                # Earlier goals stand; of F the quick outcome is then the best we have.
                if values is None:
                    gap = _gap(_half_days(rows, rescue), min(bound, answer.bound), _most(rows, pairs, everything))
                    return SolvedPart(rescue, gap, is_thinned, is_cut_off=True)
                return SolvedPart(taken, gap, is_thinned, is_cut_off=True)
            values = answer.values
            taken = programme.read(values)
            if name == "F":
                gap = _gap(float(goal @ values), bound if is_thinned else answer.bound, _most(rows, pairs, everything))
                gap = gap if is_thinned or not answer.is_best else 0
            if not answer.is_best:
                return SolvedPart(taken, gap, is_thinned, is_cut_off=True)
            report(SolvedPart(taken, gap, is_thinned, is_cut_off=True))
        held.append((goal, round(float(goal @ values))))
    return SolvedPart(taken, gap, is_thinned)


def _gap(reached: float, *bounds: float) -> int:
    return max(0, floor(min(bounds) + SMALL) - round(reached))


def _thin(
    rows: RoundRows, pairs: Pairs, part: list[tuple[str, str]], rescue: Taken, deadline: float
) -> tuple[list[tuple[str, str]], float]:
    """Of very many pairs those that the relaxed question uses, those of the quick outcome, and some more per place."""
    wishes, choices = _choices(rows, pairs, part)
    programme = Programme(rows, wishes, choices)
    relaxed = programme.ask(programme.goal("F"), [], seconds=(deadline - time.monotonic()) / 2, relaxed=True)
    kept = set(rescue) | {(wish, need) for wish, need, _ in rows.pins | rows.last}
    bound = programme.trivial_bound("F")
    if relaxed.values is not None and relaxed.is_best:
        bound = min(bound, relaxed.bound)
        kept |= {(choice.wish.id, choice.need.id) for at, choice in enumerate(choices) if relaxed.values[at] > SMALL}
    by_need: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in part:
        by_need[pair[1]].append(pair)
    for need, of_need in by_need.items():
        best = sorted(of_need, key=lambda pair: -_reach(rows, pairs, pair, need))
        kept.update(best[:PER_PLACE])
    return [pair for pair in part if pair in kept], bound


def _reach(rows: RoundRows, pairs: Pairs, pair: tuple[str, str], need: str) -> int:
    wish = rows.wish[pair[0]]
    sets = fitting.sets_of(wish, rows.need[need], pairs[pair])
    return max((10 * halves.count(bits) + quality(wish, rows.need[need], bits) for bits in sets), default=0)


def one_pass(rows: RoundRows, pairs: Pairs, part: list[tuple[str, str]]) -> Taken:
    """Quick and not the best: each wish in turn takes what is left. Swaps stay out, and pins go first."""
    taken: Taken = {(wish, need): bits for wish, need, bits in rows.pins if (wish, need) in set(part)}
    by_wish: dict[str, list[str]] = defaultdict(list)
    for wish_id, need_id in part:
        by_wish[wish_id].append(need_id)
    full: dict[str, int] = defaultdict(int)
    faces: dict[str, int] = defaultdict(int)
    for (wish_id, need_id), bits in taken.items():
        full[need_id] |= bits
        faces[need_id] += not fitting.knows(rows.wish[wish_id], rows.need[need_id])
    pinned = {wish for wish, _ in taken}
    for wish_id, need_ids in by_wish.items():
        wish = rows.wish[wish_id]
        if wish_id in pinned or wish.kind == "other":
            continue
        best, best_need = 0, ""
        for need_id in need_ids:
            need = rows.need[need_id]
            if need.is_swap or (not fitting.knows(wish, need) and faces[need_id] >= need.max_new):
                continue
            for bits in fitting.sets_of(wish, need, pairs[wish_id, need_id]):
                is_free = not bits & full[need_id] and halves.count(bits) >= wish.min and not wish.must & ~bits
                if is_free and halves.count(bits) > halves.count(best):
                    best, best_need = bits, need_id
        if best:
            taken[wish_id, best_need] = best
            full[best_need] |= best
            faces[best_need] += not fitting.knows(wish, rows.need[best_need])
    return taken


def _half_days(rows: RoundRows, taken: Taken) -> int:
    return sum(halves.count(bits) for (_, need), bits in taken.items() if not rows.need[need].is_swap)


def _most(rows: RoundRows, pairs: Pairs, part: list[tuple[str, str]]) -> int:
    """No outcome of this part fills more."""
    reach: dict[str, int] = defaultdict(int)
    for pair in part:
        if not rows.need[pair[1]].is_swap:
            for unit in pairs[pair]:
                reach[pair[1]] |= unit
    return min(sum(map(halves.count, reach.values())), sum(rows.wish[wish].want for wish in {wish for wish, _ in part}))


def _not_begun(rows: RoundRows, pairs: Pairs, todo: list[list[tuple[str, str]]]) -> list[SolvedPart]:
    return [SolvedPart({}, gap=_most(rows, pairs, part), is_cut_off=True) for part in todo]


def _outcome(rows: RoundRows, solved: list[SolvedPart]) -> RoundOutcome:
    taken = {pair: bits for part in solved for pair, bits in part.taken.items()}
    return RoundOutcome(
        taken=taken,
        goals=goals(rows, taken),
        gap=sum(part.gap for part in solved),
        is_thinned=any(part.is_thinned for part in solved),
        is_cut_off=any(part.is_cut_off for part in solved),
        input=rows.hash,
    )


def goals(rows: RoundRows, taken: Taken) -> dict[str, int]:
    """What an outcome reaches of each goal that people are told about."""
    got: dict[str, int] = defaultdict(int)
    for (wish, _), bits in taken.items():
        got[wish] += halves.count(bits)
    seeking = [wish for wish in rows.wishes if wish.seeks]
    return {
        "F": _half_days(rows, taken),
        "B1": sum(wish.weight for wish in seeking if got[wish.id]),
        "B2": sum(wish.weight for wish in seeking if got[wish.id] and 2 * got[wish.id] >= wish.want),
        "B3": sum(wish.weight for wish in seeking if got[wish.id] >= wish.want),
        "V": sum(got.values()),
        "Q": sum(quality(rows.wish[wish], rows.need[need], bits) for (wish, need), bits in taken.items()),
    }


def open_halves(rows: RoundRows, taken: Taken) -> dict[str, int]:
    """Of each need what nobody takes; a half-day that someone would swap is never open."""
    left = {need.id: need.halves for need in rows.all_needs if not need.is_swap}
    for (_, need), bits in taken.items():
        if need in left:
            left[need] &= ~bits
    return left


def got(taken: Taken, wish: str) -> int:
    return sum(halves.count(bits) for (who, _), bits in taken.items() if who == wish)
