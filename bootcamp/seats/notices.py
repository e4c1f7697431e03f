"""What the portal writes to schools about the list and about seats that change hands. Each is written once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bootcamp.seats import letters
from bootcamp.seats.models import Application, Bootcamp, Enrolment, WorkSession
from portal.people.models import User

State = Application.State


def asked(application: Application, *, now: datetime) -> None:
    """Right after asking: that one waits, or that another school wants to come together. A seat has its own proof."""
    if application.state == State.WAITING and application.asked_by:
        context = {"others": others_of(application), "by_hand": _by_hand(application.bootcamp)}
        _write("waiting", application, [application.asked_by], now=now, **context)
    elif application.state == State.ASKED_ALONG:
        _write("asked_along", application, application.speakers(), now=now, others=others_of(application))


def offered(application: Application, *, now: datetime) -> None:
    _write("offered", application, application.speakers(), now=now, others=others_of(application))


def lapsed(application: Application, *, now: datetime) -> None:
    _write("lapsed", application, application.speakers(), now=now)


def alone_again(application: Application, *, now: datetime) -> None:
    _write("alone_again", application, application.speakers(), now=now)


def refused(application: Application, *, now: datetime) -> None:
    _write("refused", application, application.speakers(), now=now)


def closed(application: Application, *, now: datetime) -> None:
    _write("list_closed", application, application.speakers(), now=now)


def moved(enrolment: Enrolment, left: Bootcamp, *, now: datetime) -> None:
    _write_to_participants("moved", enrolment, now=now, left=left)


def swapped(enrolment: Enrolment, session: WorkSession, instead: WorkSession, *, now: datetime) -> None:
    _write_to_participants("swapped", enrolment, now=now, session=session, instead=instead)


def swapped_back(enrolment: Enrolment, session: WorkSession, *, now: datetime) -> None:
    _write_to_participants("swapped_back", enrolment, now=now, session=session)


def others_of(application: Application) -> list[Application]:
    """Those with whom this school comes together, still on the list."""
    together = Application.objects.open().filter(party=application.party, bootcamp=application.bootcamp_id)
    return list(together.exclude(pk=application.pk).select_related("school").order_by("pk"))


def _by_hand(bootcamp: Bootcamp) -> bool:
    return bootcamp.admission == Bootcamp.Admission.BY_HAND


def _write(kind: str, application: Application, people: Iterable[User], *, now: datetime, **context: Any) -> None:
    for user in people:
        letters.write_from(
            kind,
            key=f"{kind}:{application.pk}:{user.pk}:{now.isoformat()}",
            kind=kind,
            to=user,
            bootcamp=application.bootcamp,
            now=now,
            context={"application": application, **context},
        )


def _write_to_participants(kind: str, enrolment: Enrolment, *, now: datetime, **context: Any) -> None:
    for participation in enrolment.participations.select_related("user").order_by("pk"):
        letters.write_from(
            kind,
            key=f"{kind}:{enrolment.pk}:{participation.user_id}:{now.isoformat()}",
            kind=kind,
            to=participation.user,
            bootcamp=enrolment.bootcamp,
            enrolment=enrolment,
            now=now,
            with_calendar=True,
            context={"enrolment": enrolment, **context},
        )
