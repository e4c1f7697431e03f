"""Which half-days of a need fit a wish, and which conditions fail where they don't."""

from dataclasses import dataclass

from bootcamp.matching.solver import distance, halves
from bootcamp.matching.solver.rows import NeedRow, RoundRows, WishRow

Fails = frozenset[str]
NONE: Fails = frozenset()


def of_pair(rows: RoundRows, wish: WishRow, need: NeedRow) -> Fails:
    """What fails whatever the half-day."""
    checks = {
        "scope": rows.reaches(wish, need.school),
        "function": not wish.functions or need.function in wish.functions,
        "group": not wish.groups or need.group in wish.groups,
        "term": wish.term == "any" or (wish.term == "only") == (need.term == "temporary"),
        "from": not wish.starts or not need.starts or wish.starts <= max(need.starts, need.wait),
        "requires": wish.requires <= need.offers,
        "forbidden": (wish.id, need.id) not in rows.forbidden,
    }
    failing = {name for name, holds in checks.items() if not holds}
    if (far := _too_far(rows, wish, need)) and "scope" not in failing:
        failing.add(far)
    return frozenset(failing)


def _too_far(rows: RoundRows, wish: WishRow, need: NeedRow) -> str:
    if wish.max_km is None or wish.school == need.school:
        return ""
    metres = distance.metres(rows.sites[wish.school].pc4, rows.sites[need.school].pc4)
    if metres is None:
        return "postcode"
    return "distance" if metres > 1000 * wish.max_km else ""


def of_half(wish: WishRow, need: NeedRow, bit: int) -> Fails:
    """What fails on this half-day alone."""
    day = halves.day_of(bit)
    failing = set()
    if bit & wish.own:
        failing.add("busy")
    elif not bit & wish.open_to:
        failing.add("halves")
    if bit & halves.MORNINGS and wish.earliest and wish.earliest > need.begin[day]:
        failing.add("begin")
    if not wish.two_schools_day and need.school != wish.school and wish.own & halves.DAY[day]:
        failing.add("two_schools")
    return frozenset(failing)


@dataclass(frozen=True)
class Fit:
    """How a wish and a need lie to each other."""

    fails: dict[int, Fails]
    """Of each half-day of the need; nothing where it fits."""
    units: list[int]
    """Of what isn't cut, all that fits."""


def fit(rows: RoundRows, wish: WishRow, need: NeedRow) -> Fit:
    pair = of_pair(rows, wish, need)
    if wish.id == need.given_by:
        return Fit({}, [])
    if need.split == "whole" and halves.count(need.halves) > wish.want:
        return Fit(dict.fromkeys(halves.bits_of(need.halves), frozenset({"block"})), [])
    alone = {bit: pair | of_half(wish, need, bit) for bit in halves.bits_of(need.halves)}
    fails: dict[int, Fails] = {}
    units = []
    for unit in need.units:
        bits = halves.bits_of(unit)
        failing = frozenset().union(*(alone[bit] for bit in bits))
        if not failing and len(bits) > wish.want:
            fails |= dict.fromkeys(bits, frozenset({"day_cut"}))
        elif not failing:
            units.append(unit)
            fails |= dict.fromkeys(bits, NONE)
        elif need.split == "whole":
            fails |= dict.fromkeys(bits, failing)
        else:
            fails |= {bit: alone[bit] or frozenset({"day_cut"}) for bit in bits}
    return Fit(fails, units)


def sets_of(wish: WishRow, need: NeedRow, units: list[int]) -> list[int]:
    """What of this need she can take."""
    return [union for union in halves.subsets(units) if halves.count(union) <= wish.want]


def knows(wish: WishRow, need: NeedRow) -> bool:
    return bool(need.group) and need.group in wish.teaches
