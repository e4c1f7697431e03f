"""What the portal writes about a request. Each change is written once: the number of its event is in the key.

Experts who don't have the request yet read school, region and question, and no names (`new.txt`).
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from bootcamp.experts import rights
from bootcamp.experts.models import ExpertEvent, ExpertProfile, ExpertRequest
from portal.people import access
from portal.people.models import User
from portal.post import kinds, writing

Kind = ExpertEvent.Kind


def _kind(name: str, label: str) -> kinds.Kind:
    return kinds.register(kinds.Kind(f"experts.{name}", label, template=f"bootcamp/experts/{name}"))


ASKED = _kind("asked", "vraag aan een expert gesteld")
NEW = _kind("new", "vraag voor experts")
NEW_FOR_HPP = _kind("new_for_hpp", "vraag aan een expert, voor de begeleider")
PICKED_UP = _kind("picked_up", "vraag opgepakt door een expert")
ASSIGNED = _kind("assigned", "vraag aan een expert gegeven")
SAID_YES = _kind("said_yes", "school zegt ja tegen de expert")
SAID_NO = _kind("said_no", "school wil een andere expert")
GAVE_BACK = _kind("gave_back", "expert kan toch niet")
OPEN_AGAIN = _kind("open_again", "vraag aan een expert staat weer open")
PLANNED = _kind("planned", "dag met een expert afgesproken")
HELD = _kind("held", "expert is geweest")
LOOKED_BACK = _kind("looked_back", "terugblik op de hulp van een expert")
WITHDRAWN = _kind("withdrawn", "vraag aan een expert ingetrokken")
REFUSED = _kind("refused", "vraag aan een expert afgewezen")
NAMELESS = (NEW,)
"""To who doesn't have the request yet: not from, nor with an answer to, someone of the school."""


def asked(event: ExpertEvent) -> None:
    request = event.request
    _write(ASKED, event, _people_of(request))
    _write(NEW, event, _who_could_help(request))
    _write(NEW_FOR_HPP, event, _leaders(request))


def picked_up(event: ExpertEvent) -> None:
    _write(PICKED_UP, event, _people_of(event.request))
    if event.kind == Kind.ASSIGNED:
        _write(ASSIGNED, event, [event.expert])


def said_yes(event: ExpertEvent) -> None:
    _write(SAID_YES, event, [event.expert])


def open_again(event: ExpertEvent) -> None:
    """The school preferred someone else, or the expert can't after all."""
    if event.kind == Kind.SAID_NO:
        _write(SAID_NO, event, [event.expert])
    else:
        _write(GAVE_BACK, event, _people_of(event.request))
    _write(OPEN_AGAIN, event, _leaders(event.request))


def planned(event: ExpertEvent) -> None:
    """To everyone but who planned it: they were there."""
    others = [user for user in [*_people_of(event.request), event.expert] if user and user != event.by]
    _write(PLANNED, event, others)


def held(event: ExpertEvent) -> None:
    _write(HELD, event, _people_of(event.request))


def looked_back(event: ExpertEvent) -> None:
    _write(LOOKED_BACK, event, [event.expert, *_leaders(event.request)])


def withdrawn(event: ExpertEvent) -> None:
    """To who would help, or was asked for by name."""
    _write(WITHDRAWN, event, [event.expert or event.request.preferred])


def refused(event: ExpertEvent) -> None:
    _write(REFUSED, event, [*_people_of(event.request), event.expert])


def _people_of(request: ExpertRequest) -> Iterable[User]:
    return rights.people_of(request)


def _leaders(request: ExpertRequest) -> QuerySet[User]:
    return request.seat.bootcamp.led_by.filter(access.hpp_people(), is_active=True).order_by("pk")


def _who_could_help(request: ExpertRequest) -> Iterable[User]:
    """Whoever is asked for by name; or else all that fit and have room."""
    if request.preferred_id:
        return User.objects.filter(pk=request.preferred_id)
    fitting = ExpertProfile.objects.of_experts().fitting(request)
    # Who leads the bootcamp hears of it anyway.
    led = Q(pk__in=_leaders(request).values("pk"))
    return User.objects.filter(expert_profile__in=fitting.filter(has_room=True)).exclude(led).order_by("pk")


def _write(kind: kinds.Kind, event: ExpertEvent, people: Iterable[User | None]) -> None:
    request = event.request
    bootcamp = request.seat.bootcamp
    by = None if kind in NAMELESS else event.by
    for user in people:
        if user is None:
            continue  # the account is gone
        writing.write(
            kind,
            to=user,
            once=str(event.pk),
            owner=bootcamp,
            about=[request, request.seat],
            by=by,
            reply_to=(by if by != user else None) or bootcamp.led_by.filter(is_active=True).order_by("pk").first(),
            now=event.at,
            context={"asked": request, "event": event, "seat": request.seat, "bootcamp": bootcamp},
        )
