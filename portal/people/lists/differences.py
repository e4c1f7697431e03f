"""What a list would change, compared with what stands now. Nothing here changes a school."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from portal.people import numbers
from portal.people.lists import kinds
from portal.people.lists.kinds import ListKind
from portal.people.lists.models import ListChange, SchoolList
from portal.people.lists.reading import Fields
from portal.people.models import Board, KnownDomain, School, SchoolRegion
from portal.text.search import plain

Kind = ListChange.Kind
# What is about a school without anybody taking part.
NO_PART = {ListChange, KnownDomain}
BY_HAND = "#"
"""Before the row of a board that has no number."""


def between(school_list: SchoolList, rows: dict[str, Fields]) -> Iterator[ListChange]:
    kind = ListKind(school_list.kind)
    if kind == ListKind.BOARDS:
        yield from _boards(school_list, rows)
    elif kind == ListKind.REGIONS:
        yield from _regions(school_list, rows)
    else:
        yield from _sites(school_list, rows)


def unknown_boards(school_list: SchoolList, rows: dict[str, Fields]) -> int:
    """How many boards a list of sites names that we have no name for."""
    if school_list.kind not in kinds.SITES:
        return 0
    named = {fields.board_number for fields in rows.values()}
    return len(named - set(Board.objects.exclude(number=None).values_list("number", flat=True)))


def _sites(school_list: SchoolList, rows: dict[str, Fields]) -> Iterator[ListChange]:
    schools = School.objects.exclude(brin=None).select_related("board", "region")
    by_site = {school.site: school for school in schools}
    known_boards = set(Board.objects.exclude(number=None).values_list("number", flat=True))
    for number, fields in rows.items():
        school = by_site.get(number)
        after = _of_site(fields, listed_in=school_list.kind)
        if school is None:
            brin = numbers.as_people_write(number)
            yield ListChange(
                list=school_list, kind=Kind.NEW, number=number, name=_shown(fields), after={"brin": brin, **after}
            )
        elif change := _of_known_site(school_list, school, after, known_boards):
            yield change
    yield from _gone(school_list, [school for site, school in by_site.items() if site not in rows])


def _shown(fields: Fields) -> str:
    return f"{fields.values['name']}, {fields.values.get('city', '')}".strip(", ")[:200]


def _of_site(fields: Fields, *, listed_in: str) -> dict[str, str]:
    after = {**fields.values, "board": fields.board_number, "listed_in": listed_in, "closed_on": ""}
    return after | ({"region": fields.region} if fields.region else {})


def _of_known_site(
    school_list: SchoolList, school: School, after: dict[str, str], known_boards: set[str | None]
) -> ListChange | None:
    before = as_listed(school)
    if school.listed_in in kinds.SITES and school.closed_on is None:
        after = {**after, "listed_in": school.listed_in}  # some stand in both lists
    differing = [name for name, value in after.items() if _differs(name, before[name], value)]
    if school.board.number is None and after["board"] not in known_boards:
        # The board was entered by hand, without its number: the list knows which one it is.
        after = {**after, "board_number": after["board"]}
        differing = [*(name for name in differing if name != "board"), "board_number"]
    if "region" in differing and school.region and not school.region.comes_from_duo:
        differing.remove("region")
    if not differing:
        return None
    return ListChange(
        list=school_list,
        kind=_kind_of(differing, before),
        number=school.site,
        name=str(school)[:200],
        school=school,
        before={name: before[name] for name in differing},
        after={name: after[name] for name in differing},
    )


def as_listed(school: School) -> dict[str, str]:
    """What stands now, in the words of a list."""
    return {
        "name": school.name,
        "city": school.city,
        "address": school.address,
        "postcode": school.postcode,
        "municipality": school.municipality,
        "board": school.board.number or f"{BY_HAND}{school.board_id}",
        "board_number": school.board.number or "",
        "listed_in": school.listed_in,
        "closed_on": school.closed_on.isoformat() if school.closed_on else "",
        "region": school.region.name if school.region else "",
    }


def _differs(name: str, before: str, after: str) -> bool:
    """Another way to write the same is no difference: HPP may have written it more nicely."""
    if name in ("board", "listed_in", "closed_on"):
        return before != after
    return plain(before) != plain(after)


def _kind_of(differing: list[str], before: dict[str, str]) -> ListChange.Kind:
    if "closed_on" in differing and before["closed_on"]:
        return Kind.BACK
    if "board" in differing:
        return Kind.MOVED
    return Kind.RENAMED if "name" in differing else Kind.DETAILS


def _gone(school_list: SchoolList, schools: list[School]) -> Iterator[ListChange]:
    """Of those that stood in a list of this kind before. One that takes part stays as it is."""
    gone = [school for school in schools if school.listed_in == school_list.kind and school.closed_on is None]
    taking_part = with_a_part([school.pk for school in gone])
    today = school_list.uploaded_at.date().isoformat()
    for school in gone:
        stays = school.pk in taking_part
        yield ListChange(
            list=school_list,
            kind=Kind.STAYS if stays else Kind.GONE,
            number=school.site,
            name=str(school)[:200],
            school=school,
            before={} if stays else {"closed_on": ""},
            after={} if stays else {"closed_on": today},
        )


def with_a_part(school_ids: Iterable[int]) -> set[int]:
    """The schools to which anything else in the portal points: people, seats, plans. Asked of the models themselves,
    so that a room of later is in it too."""
    ids = set(school_ids)
    taking_part: set[int] = set()
    for relation in pointing_at(School):
        if relation.related_model in NO_PART or relation.many_to_many:
            continue  # of many to many the rows in between point here
        name = relation.field.name
        pointed = relation.related_model._base_manager.exclude(**{name: None})
        taking_part |= ids.intersection(pointed.values_list(name, flat=True).distinct())
    return taking_part


def pointing_at(model: type[Model]) -> list[Any]:
    """The relations from other models, those without a name of their own too."""
    return [field for field in model._meta.get_fields(include_hidden=True) if field.is_relation and not field.concrete]


def _boards(school_list: SchoolList, rows: dict[str, Fields]) -> Iterator[ListChange]:
    known = {board.number: board for board in Board.objects.exclude(number=None)}
    by_name = {plain(board.name): board for board in Board.objects.filter(number=None)}
    for number, fields in rows.items():
        board = known.get(number) or by_name.get(plain(fields.values["name"]))
        after = {**fields.values, "number": number}
        if board is None:
            yield ListChange(list=school_list, kind=Kind.NEW, number=number, name=fields.values["name"], after=after)
            continue
        before = {"name": board.name, "city": board.city, "number": board.number or ""}
        differing = [name for name, value in after.items() if _differs(name, before[name], value)]
        if differing:
            yield ListChange(
                list=school_list,
                kind=Kind.RENAMED if "name" in differing else Kind.DETAILS,
                number=number,
                name=board.name,
                board=board,
                before={name: before[name] for name in differing},
                after={name: after[name] for name in differing},
            )


def _regions(school_list: SchoolList, rows: dict[str, Fields]) -> Iterator[ListChange]:
    """A number of a site goes before that of its institution, and that before the one of its board."""
    known = set(SchoolRegion.objects.values_list("name", flat=True))
    for school in School.objects.filter(sector="po").select_related("board", "region").order_by("name", "pk"):
        of_it = (school.site, school.site[:4], school.board.number or "-")
        fields = next((rows[number] for number in of_it if number in rows), None)
        if fields is None or fields.region is None:
            continue
        before = as_listed(school)["region"]
        if before != fields.region or (school.region and school.region.comes_from_duo):
            yield ListChange(
                list=school_list,
                kind=Kind.DETAILS if fields.region in known else Kind.NEW,
                number=school.site,
                name=str(school)[:200],
                school=school,
                before={"region": before},
                after={"region": fields.region},
            )
