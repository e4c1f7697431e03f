"""Why it is so: the conditions that hold for a proposal, and the reason why a wish or a need stays open."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bootcamp.matching.solver import distance, fitting, halves
from bootcamp.matching.solver.levers import Lever, Levers, Unlock
from bootcamp.matching.solver.rows import NeedRow, RoundRows, Taken, WishRow
from bootcamp.matching.solver.solving import got


def yes(rows: RoundRows, wish: WishRow, need: NeedRow, bits: int) -> list[tuple[str, Any]]:
    """Only conditions that she set and that hold."""
    reasons: list[tuple[str, Any]] = [("halves", halves.count(bits))]
    if bits & wish.prefer:
        reasons.append(("prefer", halves.count(bits & wish.prefer)))
    metres = distance.metres(rows.sites[wish.school].pc4, rows.sites[need.school].pc4)
    if wish.school == need.school:
        reasons.append(("own_school", None))
    elif wish.max_km is not None and metres is not None:
        reasons.append(("distance", (metres, wish.max_km)))
    if fitting.knows(wish, need):
        reasons.append(("knows", need.group))
    elif wish.groups:
        reasons.append(("group", need.group))
    if wish.functions:
        reasons.append(("function", need.function))
    if wish.term != "any":
        reasons.append(("term", need.term))
    if wish.earliest and bits & halves.MORNINGS:
        reasons.append(("begin", wish.earliest))
    if wish.starts and need.starts:
        reasons.append(("from", max(wish.starts, need.starts)))
    reasons += [("requires", name) for name in sorted(wish.requires)]
    return reasons


@dataclass(frozen=True)
class WhyNot:
    """Why something stays open. `for_teacher`: the same as far as she may know it, who sees nobody else move."""

    item: str
    side: Literal["wish", "need"]
    why: str
    unlock: Unlock | None
    for_teacher: Unlock | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "item": self.item,
            "side": self.side,
            "why": self.why,
            "unlock": _unlock_to_json(self.unlock),
            "for_teacher": _unlock_to_json(self.for_teacher),
        }


def _unlock_to_json(unlock: Unlock | None) -> dict[str, Any] | None:
    if unlock is None:
        return None
    witness = sorted([wish, need, halves.names(bits)] for (wish, need), bits in unlock.witness.items())
    lever: Lever = unlock.lever
    value = list(lever.value) if isinstance(lever.value, tuple) else lever.value
    return {"lever": [lever.name, value], "gain": unlock.gain, "others_move": unlock.others_move, "witness": witness}


def still_open(rows: RoundRows, taken: Taken) -> list[tuple[Literal["wish", "need"], str]]:
    """Wishes that got less than all, and needs of which something is open."""
    levers = Levers(rows, taken)
    wishes = [wish.id for wish in rows.wishes if wish.seeks and got(taken, wish.id) < wish.want]
    needs = [need for need, left in levers.open.items() if left]
    return [*(("wish", item) for item in wishes), *(("need", item) for item in needs)]


def reasons(rows: RoundRows, taken: Taken) -> Iterator[WhyNot]:
    """One by one, since in a large round all of them take minutes."""
    levers = Levers(rows, taken)
    for side, item in still_open(rows, taken):
        yield of_wish(levers, rows.wish[item]) if side == "wish" else of_need(levers, rows.need[item])


def of_wish(levers: Levers, wish: WishRow) -> WhyNot:
    rows = levers.rows
    board = rows.sites[wish.school].board
    colleagues = {row.id for row in rows.wishes if row.seeks and rows.sites[row.school].board == board} - {wish.id}
    why = _why_wish(levers, wish)
    alone = levers.unlock_wish(wish)
    return WhyNot(wish.id, "wish", why, alone or levers.unlock_wish(wish, may_move=colleagues), alone)


def of_need(levers: Levers, need: NeedRow) -> WhyNot:
    return WhyNot(need.id, "need", _why_need(levers, need), levers.unlock_need(need))


def _why_wish(levers: Levers, wish: WishRow) -> str:
    rows = levers.rows
    in_scope = [
        need
        for need in rows.all_needs
        if not need.is_swap and need.given_by != wish.id and rows.reaches(wish, need.school)
    ]
    if not in_scope:
        return "no_need_in_scope"
    known = [need for need in in_scope if not wish.functions or need.function in wish.functions]
    if not known:
        return "function"
    fits = {need.id: fitting.fit(rows, wish, need) for need in known}
    theirs = [
        levers._has_room(need, unit)
        for need, fit in fits.items()
        for unit in fit.units
        if unit & ~levers.taken.get((wish.id, need), 0)
    ]
    if any(theirs):
        return levers.limit(wish) or ("nobody_takes_over" if wish.kind == "other" else "faces_or_day")
    if theirs:
        return "taken"
    return _most_alone(fails for fit in fits.values() for fails in fit.fails.values())


def _why_need(levers: Levers, need: NeedRow) -> str:
    rows, left = levers.rows, levers.open[need.id]
    wishes = [
        wish for wish in rows.wishes if wish.seeks and wish.id != need.given_by and rows.reaches(wish, need.school)
    ]
    if not wishes:
        return "nobody"
    known = [wish for wish in wishes if not wish.functions or need.function in wish.functions]
    if not known:
        return "function"
    fits = {wish.id: fitting.fit(rows, wish, need) for wish in known}
    who_fit = [wish for wish in known if any(not unit & ~left for unit in fits[wish.id].units)]
    if any(got(levers.taken, wish.id) < wish.want for wish in who_fit):
        return "limit"
    if who_fit:
        return "taken"
    return _most_alone(fit.fails[bit] for fit in fits.values() for bit in halves.bits_of(left))


def _most_alone(fails: Iterator[fitting.Fails]) -> str:
    """The condition that is the only one to fail on most half-days; of equals the first in the alphabet."""
    alone = Counter(next(iter(of)) for of in fails if len(of) == 1)
    return min(alone, key=lambda name: (-alone[name], name), default="combination")
