"""Looks at an outcome again, half-day by half-day and without the solver: does every hard condition hold?

Written apart from fitting.py and model.py on purpose, so that one mistake isn't made twice.
"""

from collections import Counter, defaultdict

from bootcamp.matching.solver import distance, halves
from bootcamp.matching.solver.rows import NeedRow, RoundRows, Taken, WishRow


def broken(rows: RoundRows, taken: Taken) -> list[str]:
    """A word for each condition that doesn't hold; nothing when all is well."""
    words = [
        f"{word} {wish} {need}"
        for (wish, need), bits in sorted(taken.items())
        for word in _pair(rows, rows.wish[wish], rows.need[need], bits)
    ]
    for wish in rows.wishes:
        words += [f"{word} {wish.id}" for word in _person(rows, wish, taken)]
    for need in rows.all_needs:
        words += [f"{word} {need.id}" for word in _place(rows, need, taken)]
    words += [f"pin {wish} {need}" for wish, need, bits in sorted(rows.pins) if taken.get((wish, need)) != bits]
    return words


def _pair(rows: RoundRows, wish: WishRow, need: NeedRow, bits: int) -> list[str]:
    here, there = rows.sites[wish.school], rows.sites[need.school]
    words = []
    if not bits or bits & ~need.halves:
        words.append("not_of_need")
    if bits & wish.own or bits & ~(wish.can | wish.must):
        words.append("half_day")
    if here.id != there.id and (wish.scope == "school" or (wish.scope == "board" and here.board != there.board)):
        words.append("scope")
    if here.board != there.board and not any({here.board, there.board} <= set(pool) for pool in rows.pools):
        words.append("pool")
    if wish.functions and need.function not in wish.functions:
        words.append("function")
    if wish.groups and need.group not in wish.groups:
        words.append("group")
    if (wish.term, need.term) in (("only", "permanent"), ("not", "temporary")):
        words.append("term")
    if wish.starts and need.starts and wish.starts > need.starts and wish.starts > need.wait:
        words.append("from")
    if set(wish.requires) - set(need.offers):
        words.append("requires")
    if wish.max_km is not None and here.id != there.id:
        metres = distance.metres(here.pc4, there.pc4)
        if metres is None or metres > wish.max_km * 1000:
            words.append("distance")
    for half in halves.names(bits):
        day = halves.DAYS.index(half[:2])
        if half.endswith("o") and wish.earliest and need.begin[day] < wish.earliest:
            words.append("begin")
    if (wish.id, need.id) in rows.forbidden or wish.id == need.given_by:
        words.append("forbidden")
    cut = {"whole": [need.halves], "halves": []}.get(need.split, [need.halves & day for day in halves.DAY])
    if any(bits & unit not in (0, unit) for unit in cut):
        words.append("cut")
    return words


def _person(rows: RoundRows, wish: WishRow, taken: Taken) -> list[str]:
    hers = {need: bits for (who, need), bits in taken.items() if who == wish.id}
    total = sum(halves.count(bits) for bits in hers.values())
    union = 0
    words = []
    for bits in hers.values():
        if union & bits:
            words.append("two_places_at_once")
        union |= bits
    if total and not (wish.min <= total <= wish.want):
        words.append("size")
    if not wish.seeks and total:
        words.append("wants_fewer")
    if total and wish.must & ~union:
        words.append("must")
    if len(hers) > wish.max_places:
        words.append("places")
    if not wish.two_schools_day:
        for day in halves.DAY:
            schools = {rows.need[need].school for need, bits in hers.items() if bits & day}
            schools |= {wish.school} if schools and wish.own & day else set()
            if len(schools) > 1:
                words.append("two_schools")
    released = sum(halves.count(bits) for (_, need), bits in taken.items() if rows.need[need].given_by == wish.id)
    if wish.kind == "other" and released != total:
        words.append("hole_in_swap")
    return words


def _place(rows: RoundRows, need: NeedRow, taken: Taken) -> list[str]:
    times: Counter[str] = Counter()
    new = 0
    for (who, place), bits in taken.items():
        if place == need.id:
            times.update(halves.names(bits))
            new += not (need.group and need.group in rows.wish[who].teaches)
    words = ["two_people" for most in times.values() if most > 1]
    return [*words, "faces"] if new > need.max_new else words


def gets(taken: Taken) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for (wish, _), bits in taken.items():
        total[wish] += halves.count(bits)
    return total


def filled(rows: RoundRows, taken: Taken) -> int:
    return sum(halves.count(bits) for (_, need), bits in taken.items() if not rows.need[need].is_swap)


def witness_fails(now: RoundRows, then: RoundRows, before: Taken, after: Taken, *, item: str, gain: int) -> list[str]:
    """Whether an outcome shows what a reason claims: conditions hold, nobody else gets less, and the gain is equal."""
    words = broken(then, after)
    had, has = gets(before), gets(after)
    words += [f"less {wish.id}" for wish in now.wishes if wish.id != item and has[wish.id] < had[wish.id]]
    if filled(then, after) < filled(now, before):
        words.append("less_filled")
    if item in now.wish:
        rise = has[item] - had[item]
    else:
        rise = filled(then, after) - filled(now, before)
        if _of(after, item) <= _of(before, item):
            words.append("not_this_need")
    if rise != gain or gain < 1:
        words.append(f"gain {rise}")
    return words


def _of(taken: Taken, need: str) -> int:
    return sum(halves.count(bits) for (_, place), bits in taken.items() if place == need)
