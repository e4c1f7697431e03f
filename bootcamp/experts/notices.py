"""What the portal writes about a request. Each change is written once: the number of its event is in the key.

Experts who don't have the request yet read school, region and question, and no names (`new.txt`).
"""

from collections.abc import Iterable

from django.db.models import Q

from bootcamp.experts import rights
from bootcamp.experts.models import ExpertEvent, ExpertProfile, ExpertRequest
from bootcamp.seats import letters
from portal.people import access
from portal.people.models import User

Kind = ExpertEvent.Kind


def asked(event: ExpertEvent) -> None:
    request = event.request
    _write("asked", event, _people_of(request))
    _write("new", event, _who_could_help(request))
    _write("new_for_hpp", event, _leaders(request))


def picked_up(event: ExpertEvent) -> None:
    _write("picked_up", event, _people_of(event.request))
    if event.kind == Kind.ASSIGNED:
        _write("assigned", event, [event.expert])


def said_yes(event: ExpertEvent) -> None:
    _write("said_yes", event, [event.expert])


def open_again(event: ExpertEvent) -> None:
    """The school preferred someone else, or the expert can't after all."""
    if event.kind == Kind.SAID_NO:
        _write("said_no", event, [event.expert])
    else:
        _write("gave_back", event, _people_of(event.request))
    _write("open_again", event, _leaders(event.request))


def planned(event: ExpertEvent) -> None:
    """To everyone but who planned it: they were there."""
    others = [user for user in [*_people_of(event.request), event.expert] if user and user != event.by]
    _write("planned", event, others)


def held(event: ExpertEvent) -> None:
    _write("held", event, _people_of(event.request))


def looked_back(event: ExpertEvent) -> None:
    _write("looked_back", event, [event.expert, *_leaders(event.request)])


def withdrawn(event: ExpertEvent) -> None:
    _write("withdrawn", event, [event.expert])


def refused(event: ExpertEvent) -> None:
    _write("refused", event, [*_people_of(event.request), event.expert])


def _people_of(request: ExpertRequest) -> Iterable[User]:
    return rights.people_of(request)


def _leaders(request: ExpertRequest) -> Iterable[User]:
    return request.enrolment.bootcamp.led_by.filter(access.hpp_people(), is_active=True).order_by("pk")


def _who_could_help(request: ExpertRequest) -> Iterable[User]:
    """Whoever is asked for by name; or else all that fit and have room."""
    if request.preferred_id:
        return User.objects.filter(pk=request.preferred_id)
    fitting = ExpertProfile.objects.of_experts().fitting(request)
    # Who leads the bootcamp hears of it anyway.
    led = Q(pk__in=_leaders(request).values("pk"))
    return User.objects.filter(expert_profile__in=fitting.filter(has_room=True)).exclude(led).order_by("pk")


def _write(template: str, event: ExpertEvent, people: Iterable[User | None]) -> None:
    request = event.request
    for user in people:
        if user is None:
            continue  # the account is gone
        letters.write_from(
            f"experts/{template}",
            key=f"expert-{template}:{event.pk}:{user.pk}",
            kind=f"expert-{template}",
            to=user,
            bootcamp=request.enrolment.bootcamp,
            enrolment=request.enrolment,
            now=event.at,
            context={"asked": request, "event": event, "enrolment": request.enrolment},
        )
