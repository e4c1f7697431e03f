"""Every outcome of a small round, one by one, judged by the checker: slow, and nothing of the solver in it."""

from itertools import combinations, product

from bootcamp.matching.solver import checking, halves


def goals_of(rows, taken):
    gets = checking.gets(taken)
    seeking = [wish for wish in rows.wishes if wish.kind != "fewer"]

    def people(least):
        return sum(wish.weight for wish in seeking if gets[wish.id] and gets[wish.id] >= least(wish))

    def quality(wish, need, bits):
        per_half = 2 * (bool(need.group) and need.group in wish.teaches) + (wish.school == need.school)
        return 3 * halves.count(bits & wish.prefer) + per_half * halves.count(bits) - 2

    filled = sum(halves.count(bits) for (_, need), bits in taken.items() if not rows.need[need].is_swap)
    bands = people(lambda wish: 1), people(lambda wish: wish.want / 2), people(lambda wish: wish.want)
    total = sum(quality(rows.wish[wish], rows.need[need], bits) for (wish, need), bits in taken.items())
    return (filled, *bands, sum(gets.values()), total)


def outcomes(rows):
    """All that break no hard condition."""
    people = [list(_of_person(rows, wish)) for wish in rows.wishes]
    for chosen in product(*people):
        taken = {pair: bits for part in chosen for pair, bits in part.items()}
        if not checking.broken(rows, taken):
            yield taken


def _of_person(rows, wish):
    """What one person could hold, as far as it doesn't depend on others."""
    yield {}
    if wish.kind == "fewer":
        return
    places = [
        (need.id, bits)
        for need in rows.all_needs
        for bits in range(1, halves.WEEK + 1)
        if not bits & ~need.halves and not _alone(rows, wish, need, bits)
    ]
    for many in range(1, wish.max_places + 1):
        for chosen in combinations(places, many):
            taken = {(wish.id, need): bits for need, bits in chosen}
            if len(taken) == many and not _person_alone(rows, wish, taken):
                yield taken


def _alone(rows, wish, need, bits):
    return checking._pair(rows, wish, need, bits)


def _person_alone(rows, wish, taken):
    return [word for word in checking._person(rows, wish, taken) if word != "hole_in_swap"]


def best(rows):
    return max((goals_of(rows, taken) for taken in outcomes(rows)), default=(0,) * 6)
