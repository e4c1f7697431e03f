"""What goes into a round, and comes out: rows without names, money or order of entry."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Literal, cast

from bootcamp.matching.solver import halves

Kind = Literal["more", "other", "fewer"]
Scope = Literal["school", "board", "pool"]
Split = Literal["days", "whole", "halves"]
Taken = dict[tuple[str, str], int]
"""Of a wish and a need the half-days she gets there."""


class Refused(ValueError):
    """Of a row that can't be true; the text is the word for it in the contract."""


@dataclass(frozen=True)
class RoundSchool:
    """A school, as far as the solver needs it."""

    id: str
    board: str
    pc4: str = ""


@dataclass(frozen=True)
class WishRow:
    id: str
    school: str
    kind: Kind = "more"
    own: int = 0
    teaches: frozenset[str] = frozenset()
    want: int = 0
    min: int = 1
    must: int = 0
    can: int = 0
    prefer: int = 0
    give: int = 0
    functions: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    earliest: str = ""
    max_km: int | None = None
    scope: Scope = "board"
    term: Literal["any", "only", "not"] = "any"
    starts: str = ""
    requires: frozenset[str] = frozenset()
    two_schools_day: bool = False
    max_places: int = 2
    weight: int = 1

    @property
    def seeks(self) -> bool:
        return self.kind != "fewer"

    @property
    def open_to(self) -> int:
        return (self.must | self.can) & ~self.own


@dataclass(frozen=True)
class NeedRow:
    id: str
    school: str
    halves: int
    split: Split = "days"
    max_new: int = 2
    function: str = "leerkracht"
    group: str = ""
    term: Literal["permanent", "temporary"] = "permanent"
    starts: str = ""
    ends: str = ""
    wait: str = ""
    begin: tuple[str, ...] = ("08:30",) * 5
    offers: frozenset[str] = frozenset()
    given_by: str = ""
    """The wish of who gives these half-days away; never shown."""
    is_swap: bool = False
    """Opens only when its giver gets another half-day and someone takes this one over."""

    @property
    def units(self) -> list[int]:
        """What is never cut between two people."""
        if self.split == "whole":
            return [self.halves]
        if self.split == "halves":
            return halves.bits_of(self.halves)
        return [day & self.halves for day in halves.DAY if day & self.halves]


@dataclass(frozen=True)
class RoundRows:
    id: str
    sites: Mapping[str, RoundSchool]
    wishes: tuple[WishRow, ...]
    needs: tuple[NeedRow, ...]
    pools: tuple[frozenset[str], ...] = ()
    pins: frozenset[tuple[str, str, int]] = frozenset()
    forbidden: frozenset[tuple[str, str]] = frozenset()
    last: frozenset[tuple[str, str, int]] = frozenset()
    """The last proposal, to stay close to when solving again."""

    def __post_init__(self) -> None:
        for wish in self.wishes:
            refuse_wish(wish)
        refuse_needs(self.needs)

    @cached_property
    def wish(self) -> dict[str, WishRow]:
        return {wish.id: wish for wish in self.wishes}

    @cached_property
    def all_needs(self) -> tuple[NeedRow, ...]:
        """Those of schools, and what people give away."""
        return (*self.needs, *(need for wish in self.wishes for need in given_away(wish)))

    @cached_property
    def need(self) -> dict[str, NeedRow]:
        return {need.id: need for need in self.all_needs}

    def are_together(self, board: str, other: str) -> bool:
        return board == other or any({board, other} <= pool for pool in self.pools)

    def reaches(self, wish: WishRow, school: str) -> bool:
        """Whether she will work there, and so also whether it may see her wish."""
        if wish.school == school:
            return True
        here, there = self.sites[wish.school].board, self.sites[school].board
        return wish.scope != "school" and (here == there or (wish.scope == "pool" and self.are_together(here, there)))

    def with_wish(self, wish: WishRow) -> "RoundRows":
        return replace(self, wishes=tuple(wish if row.id == wish.id else row for row in self.wishes))

    def with_need(self, need: NeedRow) -> "RoundRows":
        return replace(self, needs=tuple(need if row.id == need.id else row for row in self.needs))

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(json.dumps(to_json(self), sort_keys=True).encode()).hexdigest()


def given_away(wish: WishRow) -> list[NeedRow]:
    """Who wants fewer gives her half-days as one place; who wants others gives each when she can."""
    if not wish.give:
        return []
    masks = [wish.give] if wish.kind == "fewer" else halves.bits_of(wish.give) if wish.kind == "other" else []
    function = next(iter(wish.functions)) if len(wish.functions) == 1 else "leerkracht"
    group = next(iter(wish.teaches)) if len(wish.teaches) == 1 else ""
    return [
        NeedRow(
            id=f"{wish.id}/{'+'.join(halves.names(bits))}",
            school=wish.school,
            halves=bits,
            function=function,
            group=group,
            given_by=wish.id,
            is_swap=wish.kind == "other",
        )
        for bits in masks
    ]


def refuse_wish(wish: WishRow) -> None:
    if wish.own & (wish.can | wish.must):
        raise Refused("own_and_can")
    if wish.give & ~wish.own:
        raise Refused("give_not_own")
    if wish.seeks and wish.want < 1:
        raise Refused("want_below_one")
    if wish.seeks and wish.want > halves.count(halves.WEEK & ~wish.own):
        raise Refused("want_above_free")


def refuse_needs(needs: tuple[NeedRow, ...]) -> None:
    busy: dict[tuple[str, str], int] = {}
    for need in needs:
        if not need.halves:
            raise Refused("need_without_halves")
        if need.starts and need.ends and need.ends < need.starts:
            raise Refused("ends_before_start")
        if need.group:
            key = (need.school, need.group)
            if busy.get(key, 0) & need.halves:
                raise Refused("same_group_and_half")
            busy[key] = busy.get(key, 0) | need.halves


# As JSON, with the names of the contract.

MASKS = {"own", "must", "can", "prefer", "give", "halves"}
RENAMED = {"starts": "from", "ends": "to"}


def to_json(rows: RoundRows) -> dict[str, Any]:
    by_id = sorted(rows.wishes, key=lambda row: row.id), sorted(rows.needs, key=lambda row: row.id)
    return {
        "id": rows.id,
        "schools": {site.id: {"board": site.board, "pc4": site.pc4} for site in rows.sites.values()},
        "pools": sorted(sorted(pool) for pool in rows.pools),
        "wishes": [_row_to_json(wish) for wish in by_id[0]],
        "needs": [_row_to_json(need) for need in by_id[1]],
        "pins": sorted([wish, need, halves.names(bits)] for wish, need, bits in rows.pins),
        "forbidden": sorted([wish, need] for wish, need in rows.forbidden),
        "last": sorted([wish, need, halves.names(bits)] for wish, need, bits in rows.last),
    }


def _row_to_json(row: WishRow | NeedRow) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for item in fields(row):
        value = getattr(row, item.name)
        if item.name in ("given_by", "is_swap"):
            continue
        if item.name in MASKS:
            value = halves.names(value)
        elif item.name == "begin":
            value = dict(zip(halves.DAYS, value, strict=True))
        elif isinstance(value, frozenset):
            value = sorted(value)
        written[RENAMED.get(item.name, item.name)] = value
    return written


def from_json(content: Mapping[str, Any]) -> RoundRows:
    def places(name: str) -> frozenset[tuple[str, str, int]]:
        return frozenset((wish, need, halves.mask(of)) for wish, need, of in content.get(name, ()))

    return RoundRows(
        id=content["id"],
        sites={
            key: RoundSchool(key, site["board"], str(site.get("pc4") or "")) for key, site in content["schools"].items()
        },
        wishes=tuple(wish_from_json(row) for row in content["wishes"]),
        needs=tuple(need_from_json(row) for row in content["needs"]),
        pools=tuple(frozenset(pool) for pool in content.get("pools", ())),
        pins=places("pins"),
        forbidden=frozenset((wish, need) for wish, need in content.get("forbidden", ())),
        last=places("last"),
    )


def _from_json(kind: type, row: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for item in fields(kind):
        name = RENAMED.get(item.name, item.name)
        if name not in row or (row[name] is None and item.name != "max_km"):
            continue
        value = row[name]
        if item.name in MASKS:
            value = halves.mask(value)
        elif item.name == "begin":
            value = tuple(value.get(day, "08:30") for day in halves.DAYS)
        elif item.name in ("teaches", "functions", "groups", "requires", "offers"):
            value = frozenset(value)
        given[item.name] = value
    return given


def wish_from_json(row: Mapping[str, Any]) -> WishRow:
    given = _from_json(WishRow, row)
    if row.get("kind") == "other" and "want" not in row:
        given["want"] = halves.count(given.get("give", 0))
    return WishRow(**given)


def need_from_json(row: Mapping[str, Any]) -> NeedRow:
    return NeedRow(**_from_json(NeedRow, row))


GOALS = ("F", "B1", "B2", "B3", "V", "S", "Q", "T")
"""In this order, each held before the next."""


@dataclass(frozen=True)
class RoundOutcome:
    taken: Taken
    goals: dict[str, int]
    """What was reached of each goal."""
    gap: int = 0
    """So many half-days more may fit: what the solver could not yet rule out."""
    is_thinned: bool = False
    """The goals after F were sought within a choice of the pairs."""
    is_cut_off: bool = False
    """Time ran out, so it may not be the best."""
    input: str = field(default="", compare=False)

    def to_json(self) -> dict[str, Any]:
        pairs = sorted([wish, need, halves.names(bits)] for (wish, need), bits in self.taken.items())
        return {
            "taken": pairs,
            "goals": self.goals,
            "gap": self.gap,
            "is_thinned": self.is_thinned,
            "is_cut_off": self.is_cut_off,
            "input": self.input,
        }


def outcome_from_json(content: Mapping[str, Any]) -> RoundOutcome:
    taken = {(wish, need): halves.mask(of) for wish, need, of in content["taken"]}
    rest = {name: content[name] for name in ("goals", "gap", "is_thinned", "is_cut_off", "input")}
    return RoundOutcome(taken=taken, **cast(dict[str, Any], rest))
