"""A round as rows for the solver: what stands in the database now, without names."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from bootcamp.matching.models import FormationRound, HoursWish, OpenPlace, RoundMove, RoundProposal
from bootcamp.matching.solver import halves
from bootcamp.matching.solver.rows import NeedRow, RoundRows, RoundSchool, WishRow
from portal.people.models import School

PLACES = 2
"""At so many places someone works at most."""


def wish_id(pk: int) -> str:
    return f"w{pk}"


def place_id(pk: int) -> str:
    return f"n{pk}"


def pk_of(name: str) -> int:
    """Of a wish or a place; of what someone gives away, that of the giver."""
    return int(name[1:].partition("/")[0])


def is_given(need: str) -> bool:
    return "/" in need


def wishes_in(formation: FormationRound, today: date) -> list[HoursWish]:
    standing = HoursWish.objects.standing(today).filter(school__board__in=formation.board_ids())
    return list(standing.select_related("school", "school__board").order_by("pk"))


def rows_of(formation: FormationRound, *, today: date) -> RoundRows:
    wishes = wishes_in(formation, today)
    places = list(formation.places.select_related("school").order_by("pk"))
    boards = formation.board_ids()
    proposals = list(formation.proposals.all())
    moves = list(formation.moves.filter(state=RoundMove.State.KEPT))
    standing = {wish_id(wish.pk) for wish in wishes}
    return RoundRows(
        id=f"ronde {formation.pk}",
        sites={str(school.pk): _site(school) for school in School.objects.filter(board__in=boards)},
        wishes=tuple(wish_row(wish) for wish in wishes),
        needs=tuple(place_row(place) for place in places),
        pools=(frozenset(str(board) for board in boards),) if len(boards) > 1 else (),
        pins=frozenset(pin for pin in _pins(proposals, moves) if pin[0] in standing),
        forbidden=frozenset(_forbidden(proposals, moves)),
        last=frozenset(_as_pin(proposal) for proposal in proposals if proposal.state != RoundProposal.State.DROPPED),
    )


def input_of(rows: RoundRows) -> str:
    """Changes when a wish or a place changes, and not by what was proposed or decided."""
    return replace(rows, pins=frozenset(), forbidden=frozenset(), last=frozenset()).hash


def _as_pin(proposal: RoundProposal) -> tuple[str, str, int]:
    return wish_id(proposal.wish_id), proposal.need, proposal.halves


def _pins(proposals: list[RoundProposal], moves: list[RoundMove]) -> list[tuple[str, str, int]]:
    by_hand = [(wish_id(move.wish_id), move.need, move.halves) for move in moves if move.is_pin]
    in_talk = [_as_pin(proposal) for proposal in proposals if proposal.is_fixed]
    pinned = {(wish, need): bits for wish, need, bits in [*by_hand, *in_talk]}
    dropped = set(_forbidden(proposals, moves))
    return [(wish, need, bits) for (wish, need), bits in pinned.items() if (wish, need) not in dropped]


def _forbidden(proposals: list[RoundProposal], moves: list[RoundMove]) -> list[tuple[str, str]]:
    dropped = [proposal for proposal in proposals if proposal.state == RoundProposal.State.DROPPED]
    return [
        *((wish_id(proposal.wish_id), proposal.need) for proposal in dropped),
        *((wish_id(move.wish_id), move.need) for move in moves if not move.is_pin),
    ]


def _site(school: School) -> RoundSchool:
    return RoundSchool(str(school.pk), str(school.board_id), school.postcode.replace(" ", "")[:4])


def wish_row(wish: HoursWish) -> WishRow:
    free = halves.WEEK & ~wish.own
    chosen, want = wish.chosen & free, wish.want
    is_exact = not wish.others_too and not wish.less_too and halves.count(chosen) == want
    return WishRow(
        id=wish_id(wish.pk),
        school=str(wish.school_id),
        kind=cast(Any, wish.kind),
        own=wish.own,
        teaches=frozenset(wish.teaches),
        want=want,
        min=1 if wish.less_too else max(1, want),
        must=chosen if is_exact else 0,
        can=free if wish.others_too else chosen,
        prefer=chosen if wish.others_too else 0,
        give=wish.give,
        functions=frozenset(wish.functions),
        groups=frozenset(wish.groups),
        earliest=wish.earliest,
        max_km=wish.max_km,
        scope=cast(Any, wish.scope),
        term=cast(Any, wish.term),
        starts=wish.starts.isoformat() if wish.starts else "",
        requires=frozenset(wish.requires),
        two_schools_day=wish.two_schools_day,
        max_places=PLACES,
        weight=wish.weight,
    )


def place_row(place: OpenPlace) -> NeedRow:
    return NeedRow(
        id=place_id(place.pk),
        school=str(place.school_id),
        halves=place.halves,
        split=cast(Any, place.split),
        max_new=place.max_new,
        function=place.function,
        group=place.group,
        term=cast(Any, place.term),
        starts=place.starts.isoformat(),
        ends=place.ends.isoformat() if place.ends else "",
        wait=place.wait.isoformat() if place.wait else "",
        begin=tuple(place.begin.get(day) or "08:30" for day in halves.DAYS),
        offers=frozenset(place.offers),
    )
