"""Invented rounds, small and large, the same each time for the same number."""

import random
from dataclasses import replace

from bootcamp.matching.solver import halves
from bootcamp.matching.solver.rows import NeedRow, Refused, RoundRows, RoundSchool, WishRow

POSTCODES = ["3811", "3812", "3813", "3831", "3833", "2523", "2582", "4101", "4191", "4001", "2711", "2801"]
GROUPS = [str(number) for number in range(1, 9)]


def subset(chance, bits, least=0, most=10):
    of = halves.bits_of(bits)
    return sum(chance.sample(of, min(len(of), chance.randint(least, most))))


def small(number):
    """Few enough to try every outcome, with all conditions there are."""
    chance = random.Random(f"small {number}")
    sites = {
        f"S{at}": RoundSchool(f"S{at}", chance.choice(["B1", "B1", "B2"]), chance.choice([*POSTCODES, ""]))
        for at in (1, 2)
    }
    week = halves.mask(["mao", "mam", "dio", "dim", "doo"])
    wishes = [wish_of(chance, f"w{at}", sites, week) for at in range(chance.randint(1, 3))]
    needs = [need_of(chance, f"n{at}", sites, week) for at in range(chance.randint(1, 3))]
    if chance.random() < 0.7:
        # Of so few people few would fit with all conditions at once.
        easy = {"groups": frozenset(), "max_km": None, "term": "any", "starts": "", "earliest": "", "min": 1}
        wishes = [replace(wish, can=week & ~wish.own, **easy) for wish in wishes]
    return together(f"small-{number}", sites, wishes, needs, chance)


def wish_of(chance, name, sites, week):
    own = subset(chance, week, 0, 2)
    free = week & ~own
    kind = chance.choice(["more", "more", "other", "fewer"]) if own else "more"
    can = subset(chance, free, 1, 4)
    give = subset(chance, own, 1, 2) if kind != "more" else 0
    want = halves.count(give) if kind == "other" else chance.randint(1, min(3, halves.count(free)))
    return WishRow(
        id=name,
        school=chance.choice(list(sites)),
        kind=kind,
        own=own,
        teaches=frozenset(chance.sample(GROUPS[:3], chance.randint(0, 1))),
        want=0 if kind == "fewer" else want,
        min=chance.randint(1, want),
        must=subset(chance, can, 0, 1) if chance.random() < 0.2 else 0,
        can=can,
        prefer=subset(chance, can, 0, 2),
        give=give,
        groups=frozenset(chance.sample(GROUPS[:3], 2)) if chance.random() < 0.2 else frozenset(),
        earliest=chance.choice(["", "", "09:00"]),
        max_km=chance.choice([None, None, 5, 30]),
        scope=chance.choice(["school", "board", "pool"]),
        term=chance.choice(["any", "any", "only", "not"]),
        starts=chance.choice(["", "", "2027-10-01"]),
        requires=frozenset(["opvang"]) if chance.random() < 0.15 else frozenset(),
        two_schools_day=chance.random() < 0.3,
        max_places=chance.choice([1, 2]),
        weight=chance.randint(1, 3),
    )


def need_of(chance, name, sites, week):
    return NeedRow(
        id=name,
        school=chance.choice(list(sites)),
        halves=subset(chance, week, 1, 4),
        split=chance.choice(["days", "days", "whole", "halves"]),
        max_new=chance.choice([1, 2]),
        group=chance.choice(["", *GROUPS[:3]]),
        term=chance.choice(["permanent", "permanent", "temporary"]),
        starts="2027-08-01",
        wait=chance.choice(["", "2027-10-01"]),
        begin=chance.choice([("08:30",) * 5, ("09:00",) * 5]),
        offers=frozenset(["opvang"]) if chance.random() < 0.5 else frozenset(),
    )


def together(name, sites, wishes, needs, chance):
    pools = (frozenset(["B1", "B2"]),) if chance.random() < 0.5 else ()
    kept = []
    for need in needs:
        try:
            RoundRows(name, sites, (), (*kept, need))
        except Refused:
            continue
        kept.append(need)
    return RoundRows(name, sites, tuple(wishes), tuple(kept), pools)


def large(wishes, needs, *, schools, boards, seed=1, offered=(1, 4)):
    """As in a real pool: people name some half-days that they don't work yet, and mostly stay close."""
    chance = random.Random(f"large {seed} {wishes} {needs}")
    sites = {f"S{at}": RoundSchool(f"S{at}", f"B{at % boards}", chance.choice(POSTCODES)) for at in range(schools)}
    people = []
    for at in range(wishes):
        own = sum(halves.DAY[day] for day in chance.sample(range(5), chance.randint(2, 4)))
        free = halves.WEEK & ~own
        can = subset(chance, free, 1, 3)
        people.append(
            WishRow(
                id=f"w{at}",
                school=chance.choice(list(sites)),
                own=own,
                teaches=frozenset(chance.sample(GROUPS, 1)),
                want=chance.randint(1, min(4, halves.count(can))),
                can=can,
                prefer=subset(chance, can, 0, 2),
                groups=frozenset(chance.sample(GROUPS, 3)) if chance.random() < 0.8 else frozenset(),
                scope=chance.choices(["school", "board", "pool"], [4, 5, 1])[0],
                max_km=chance.choice([None, 5, 5, 10]),
                term=chance.choices(["any", "only", "not"], [7, 1, 2])[0],
                earliest="09:00" if chance.random() < 0.1 else "",
                weight=chance.choices([1, 2, 3], [8, 1, 1])[0],
            )
        )
    places = []
    busy = {}
    while len(places) < needs:
        school, group = chance.choice(list(sites)), chance.choice(GROUPS)
        bits = subset(chance, halves.WEEK, *offered) & ~busy.get((school, group), 0)
        if bits:
            busy[school, group] = busy.get((school, group), 0) | bits
            term = "temporary" if chance.random() < 0.2 else "permanent"
            places.append(NeedRow(id=f"n{len(places)}", school=school, halves=bits, group=group, term=term))
    pools = (frozenset(site.board for site in sites.values()),)
    return RoundRows(f"large-{seed}", sites, tuple(people), tuple(places), pools)


def board(seed=1):
    """An average board: 21 wishes, 15 needs."""
    return large(21, 15, schools=9, boards=1, seed=seed)


def medium(number):
    """A few schools with every condition there is; too many outcomes to try."""
    chance = random.Random(f"medium {number}")
    sites = {f"S{at}": RoundSchool(f"S{at}", f"B{at % 2}", chance.choice([*POSTCODES, ""])) for at in range(4)}
    wishes = [wish_of(chance, f"w{at}", sites, halves.WEEK) for at in range(chance.randint(4, 8))]
    needs = [need_of(chance, f"n{at}", sites, halves.WEEK) for at in range(chance.randint(3, 6))]
    if chance.random() < 0.7:
        easy = {"groups": frozenset(), "max_km": None, "term": "any", "starts": "", "requires": frozenset()}
        wishes = [replace(wish, can=halves.WEEK & ~wish.own, **easy) for wish in wishes]
    return together(f"medium-{number}", sites, wishes, needs, chance)


def pool(seed=1):
    """A realistic pool: 630 wishes, 200 needs, two to three fitting places for each wish."""
    return large(630, 200, schools=45, boards=4, seed=seed)
