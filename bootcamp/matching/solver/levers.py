"""The one condition that, eased, would unlock most for what stays open; with a witness that shows it.

First with nobody else moving. Only where that helps nowhere may others move too, and then nobody gets less than now and
no fewer half-days are filled. Who may move depends on who reads it: nobody learns of a wish they may not see.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bootcamp.matching.solver import fitting, halves
from bootcamp.matching.solver.model import Impossible, Numbers, Programme, Taking
from bootcamp.matching.solver.rows import NeedRow, Refused, RoundRows, Taken, WishRow
from bootcamp.matching.solver.solving import got, open_halves

SECONDS = 5.0
"""For one question; what isn't answered by then is not told."""
FEW = 80
"""Wishes in a round up to which others may move wherever they are; above it two steps around what stays open."""


@dataclass(frozen=True)
class Lever:
    name: str
    value: Any


@dataclass(frozen=True)
class Unlock:
    lever: Lever
    gain: int
    others_move: bool
    witness: Taken
    """The whole outcome with the condition eased."""


def apply(rows: RoundRows, item: str, lever: Lever) -> RoundRows:
    """The round with this one condition eased."""
    name, value = lever.name, lever.value
    if item in rows.wish:
        wish = rows.wish[item]
        eased: dict[str, Any] = {
            "min": lambda: {"min": value},
            "places": lambda: {"max_places": value},
            "halves": lambda: {"can": wish.can | halves.BIT[value]},
            "must": lambda: {"must": 0, "can": wish.can | wish.must},
            "two": lambda: {"two_schools_day": True},
            "term": lambda: {"term": value},
            "from": lambda: {"starts": value},
            "begin": lambda: {"earliest": value},
            "group": lambda: {"groups": wish.groups | {value}},
            "requires": lambda: {"requires": wish.requires - {value}},
            "distance": lambda: {"max_km": value},
            "scope": lambda: {"scope": value},
        }
        return rows.with_wish(replace(wish, **eased[name]()))
    need = rows.need[item]
    eased = {
        "begin": lambda: {"begin": tuple(value[1] if day == value[0] else at for day, at in _begins(need))},
        "halves": lambda: {"halves": need.halves & ~halves.BIT[value[0]] | halves.BIT[value[1]]},
        "wait": lambda: {"wait": value},
        "split": lambda: {"split": "halves"},
        "offers": lambda: {"offers": need.offers | {value}},
        "parts": lambda: {"split": "days", "max_new": max(value, need.max_new)},
        "faces": lambda: {"max_new": value},
        "term": lambda: {"term": value},
    }
    return rows.with_need(replace(need, **eased[name]()))


def _begins(need: NeedRow) -> Iterator[tuple[str, str]]:
    return zip(halves.DAYS, need.begin, strict=True)


# Those of a wish, least intrusive first; of one kind the smallest step first.


def of_wish(rows: RoundRows, wish: WishRow) -> list[list[Lever]]:
    reach = [need for need in rows.all_needs if rows.reaches(wish, need.school) and need.given_by != wish.id]
    free = halves.WEEK & ~wish.own & ~wish.open_to
    begins = {at for need in reach for at in need.begin if at < wish.earliest}
    starts = {max(need.starts, need.wait) for need in reach if need.starts} if wish.starts else set()
    near = () if wish.max_km is None else range(wish.max_km + 1, 2 * wish.max_km + 6)
    wider = {"school": ["board", "pool"], "board": ["pool"]}.get(wish.scope, [])
    return [
        [Lever("min", least) for least in range(wish.min - 1, 0, -1)],
        [Lever("places", wish.max_places + 1)],
        [Lever("halves", half) for half in halves.names(free)],
        [Lever("must", None)] if wish.must else [],
        [] if wish.two_schools_day else [Lever("two", True)],
        [] if wish.term == "any" else [Lever("term", "any")],
        [Lever("from", day) for day in sorted((day for day in starts if day < wish.starts), reverse=True)],
        [Lever("begin", at) for at in sorted(begins, reverse=True)],
        [Lever("group", group) for group in sorted({need.group for need in reach} - wish.groups - {""})]
        if wish.groups
        else [],
        [Lever("requires", name) for name in sorted(wish.requires)],
        [Lever("distance", km) for km in near],
        [Lever("scope", scope) for scope in wider],
    ]


ONE_STEP = {"min", "from", "begin", "distance", "scope"}
"""Of these only the smallest value that opens something is offered; of the others each is a condition of its own."""
LIMITS = ("min", "must", "places", "two")


def of_need(rows: RoundRows, need: NeedRow, *, still_open: int) -> list[list[Lever]]:
    wishes = [wish for wish in rows.wishes if wish.seeks and rows.reaches(wish, need.school)]
    latest = max(need.starts, need.wait)
    later = sorted({wish.starts for wish in wishes if wish.starts > latest}) if need.starts else []
    asked = {name for wish in wishes for name in wish.requires} - need.offers
    mornings = [
        Lever("begin", (day, at))
        for number, (day, begin) in enumerate(_begins(need))
        if still_open & halves.DAY[number] & halves.MORNINGS
        for at in sorted({wish.earliest for wish in wishes if wish.earliest > begin})
    ]
    moved = [
        Lever("halves", (half, other))
        for half in halves.names(still_open)
        for other in sorted(halves.names(halves.WEEK & ~need.halves), key=lambda other: _apart(half, other))
    ]
    is_cut = need.split == "days" and any(halves.count(unit) == 2 for unit in need.units)
    return [
        mornings,
        moved,
        [Lever("wait", day) for day in later],
        [Lever("split", "halves")] if is_cut else [],
        [Lever("offers", name) for name in sorted(asked)],
        [Lever("parts", 2)] if need.split == "whole" and halves.count(need.halves) > 1 else [],
        [Lever("faces", need.max_new + 1)],
        [Lever("term", "permanent" if need.term == "temporary" else "temporary")],
    ]


def _apart(half: str, other: str) -> tuple[int, int]:
    return abs(halves.HALVES.index(half) - halves.HALVES.index(other)), halves.HALVES.index(other)


# What each would give.


def units(rows: RoundRows, wish: WishRow) -> dict[str, list[int]]:
    """Of each need that fits her what isn't cut."""
    near = (need for need in rows.all_needs if wish.open_to & need.halves and rows.reaches(wish, need.school))
    fits = {need.id: fitting.fit(rows, wish, need).units for need in near}
    return {need: fit for need, fit in fits.items() if fit}


def _opened(before: dict[str, list[int]], after: dict[str, list[int]]) -> dict[str, list[int]]:
    fresh = {need: [unit for unit in of if unit not in before.get(need, ())] for need, of in after.items()}
    return {need: of for need, of in fresh.items() if of}


@dataclass
class Levers:
    """Around one outcome of one round."""

    rows: RoundRows
    taken: Taken

    def __post_init__(self) -> None:
        self.open = open_halves(self.rows, self.taken)
        self.fits = {wish.id: units(self.rows, wish) for wish in self.rows.wishes if wish.seeks}

    # For a wish.

    def limit(self, wish: WishRow) -> str:
        """The limit of her own that keeps her from room that fits."""
        for levers in of_wish(self.rows, wish):
            for lever in levers:
                if lever.name in LIMITS and self._for_wish(wish, lever, {wish.id}):
                    return lever.name
        return ""

    def unlock_wish(self, wish: WishRow, *, may_move: set[str] | None = None) -> Unlock | None:
        """`may_move`: who else may move, if nothing helps with everyone standing still."""
        best = self._best_of_wish(wish, {wish.id}, others=False)
        if best is None and may_move:
            best = self._best_of_wish(wish, may_move | {wish.id}, others=True)
        return best

    def _best_of_wish(self, wish: WishRow, may_move: set[str], *, others: bool) -> Unlock | None:
        best: Unlock | None = None
        for levers in of_wish(self.rows, wish):
            for lever in levers:
                unlock = self._for_wish(wish, lever, may_move, others=others)
                if unlock is None:
                    continue
                if best is None or unlock.gain > best.gain:
                    best = unlock
                if lever.name in ONE_STEP:
                    break
        return best

    def _for_wish(self, wish: WishRow, lever: Lever, may_move: set[str], *, others: bool = False) -> Unlock | None:
        then = apply(self.rows, wish.id, lever)
        eased = then.wish[wish.id]
        hers = units(then, eased)
        if lever.name not in LIMITS:
            fresh = _opened(self.fits[wish.id], hers)
            if not others:
                fresh = {need: of for need, of in fresh.items() if any(self._has_room(need, unit) for unit in of)}
            if not fresh:
                return None
        fits = {**self.fits, wish.id: hers}
        moving = self._around(then, fits, wish.id, may_move) if others else {wish.id}
        had = got(self.taken, wish.id)
        programme = self._programme(
            then, fits, moving, floors={who: got(self.taken, who) for who in moving - {wish.id}}
        )
        return self._answer(programme, programme.filled(eased), lever, had=had, others=others)

    def _has_room(self, need: str, unit: int) -> bool:
        return not unit & ~self.open.get(need, 0)

    # For a need.

    def unlock_need(self, need: NeedRow) -> Unlock | None:
        """Only people who let this school see their wish count, and only they move."""
        if need.given_by:
            return None
        seen = {wish.id for wish in self.rows.wishes if wish.seeks and self.rows.reaches(wish, need.school)}
        levers = of_need(self.rows, need, still_open=self.open[need.id])
        return self._best_of_need(need, levers, seen, others=False) or self._best_of_need(
            need, levers, seen, others=True
        )

    def _best_of_need(self, need: NeedRow, levers: list[list[Lever]], seen: set[str], *, others: bool) -> Unlock | None:
        best: Unlock | None = None
        for of_a_kind in levers:
            for lever in of_a_kind:
                unlock = self._for_need(need, lever, seen, others=others)
                if unlock is not None and (best is None or unlock.gain > best.gain):
                    best = unlock
        return best

    def _for_need(self, need: NeedRow, lever: Lever, seen: set[str], *, others: bool) -> Unlock | None:
        try:
            then = apply(self.rows, need.id, lever)
        except Refused:
            return None
        eased = then.need[need.id]
        fits, opens = dict(self.fits), set()
        for wish_id in seen:
            wish = then.wish[wish_id]
            before = self.fits[wish_id].get(need.id, [])
            after = fitting.fit(then, wish, eased).units if wish.open_to & eased.halves else []
            fits[wish_id] = {**self.fits[wish_id], need.id: after}
            held = self.taken.get((wish_id, need.id), 0)
            if held and not others and not any(not held & ~bits for bits in fitting.sets_of(wish, eased, after)):
                return None  # what someone has there already would break
            has_room = others or got(self.taken, wish_id) < wish.want
            if held and held not in fitting.sets_of(wish, eased, after):
                opens.add(wish_id)  # only with more can she keep what she has there
            elif has_room and (lever.name == "faces" or any(unit not in before for unit in after)):
                opens.add(wish_id)
        if not opens:
            return None
        moving = self._around(then, fits, need.id, seen) if others else opens
        floors = {who: got(self.taken, who) for who in moving}
        programme = self._programme(then, fits, moving, floors=floors, only=None if others else need.id)
        more = programme.filled_of(eased)
        now = sum(halves.count(bits) for (who, place), bits in self.taken.items() if place == need.id and who in moving)
        had = self._filled(moving)
        return self._answer(programme, programme.goal("F"), lever, had=had, others=others, held=[(more, now + 1)])

    # Both.

    def _filled(self, moving: set[str]) -> int:
        return sum(
            halves.count(bits)
            for (who, need), bits in self.taken.items()
            if who in moving and not self.rows.need[need].is_swap
        )

    def _around(
        self, then: RoundRows, fits: dict[str, dict[str, list[int]]], item: str, may_move: set[str]
    ) -> set[str]:
        """Who may move and has to do with it: everyone in reach in a small round, in a large one two steps around."""
        by_need: dict[str, set[str]] = defaultdict(set)
        for wish in may_move & set(fits):
            for need in fits[wish]:
                by_need[need].add(wish)
                if giver := then.need[need].given_by:
                    by_need[need] |= {giver} & may_move
        holders = {wish for wish, need in self.taken if need == item}
        around = {item} if item in then.wish else by_need[item] | holders & may_move
        steps = len(then.wishes) if len(then.wishes) <= FEW else 2 if item in then.wish else 1
        for _ in range(steps):
            wider = around | {who for wish in around for need in fits.get(wish, {}) for who in by_need[need]}
            wider |= {
                need.given_by
                for wish in around
                for need in map(then.need.get, fits.get(wish, {}))
                if need and need.given_by in may_move
            }
            if wider == around:
                break
            around = wider
        return {wish for wish in around if then.wish[wish].seeks}

    def _programme(
        self,
        then: RoundRows,
        fits: dict[str, dict[str, list[int]]],
        moving: set[str],
        *,
        floors: dict[str, int],
        only: str | None = None,
    ) -> Programme:
        """With `only` everyone keeps what they have and may get more of this one need."""
        choices = []
        wishes = [wish for wish in then.wishes if wish.id in moving]
        for wish in wishes:
            for need_id, of in fits[wish.id].items():
                need, held = then.need[need_id], self.taken.get((wish.id, need_id), 0)
                sets = fitting.sets_of(wish, need, of)
                if only is not None and need_id != only:
                    sets = [bits for bits in sets if bits == held]
                choices += [Taking(wish, need, bits) for bits in sets]
        keeps = {pair: bits for pair, bits in self.taken.items() if pair[0] in moving} if only is not None else {}
        return Programme(then, wishes, choices, taken=self.taken, floors=floors, keeps=keeps)

    def _answer(
        self,
        programme: Programme,
        goal: Numbers,
        lever: Lever,
        *,
        had: int,
        others: bool,
        held: list[tuple[Numbers, float]] | None = None,
    ) -> Unlock | None:
        moving = set(programme.moving)
        filled = [(programme.goal("F"), float(self._filled(moving)))]
        if not programme.choices:
            return None
        try:
            answer = programme.ask(goal, [*filled, *(held or [])], seconds=SECONDS)
        except Impossible:
            return None
        if answer.values is None or not answer.is_best:
            return None  # nothing is claimed that wasn't worked out to the end
        gain = round(float(goal @ answer.values)) - had
        if gain < 1:
            return None
        witness = {pair: bits for pair, bits in self.taken.items() if pair[0] not in moving} | programme.read(
            answer.values
        )
        return Unlock(lever, gain, others, witness)
