"""What can happen to a request. Each action locks the request first: two experts may pick it up at one moment.

Someone who comes late, or presses twice, hears how it stands (`NotPossible`) or gets the same answer again.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from bootcamp.experts import letters
from bootcamp.experts.choices import WITH_EXPERT, Place, RequestState
from bootcamp.experts.models import ExpertEvent, ExpertProfile, ExpertRequest
from bootcamp.seats.actions import NotPossible
from bootcamp.seats.models import Seat
from portal.people.models import User

Kind = ExpertEvent.Kind

MOST_OPEN = 5
"""Open requests of one school."""

CHANGED = "Er is intussen iets veranderd aan deze vraag. Kijk eerst hoe het er nu voor staat."
NOT_OPEN: dict[str, str] = {
    RequestState.WITHDRAWN: "De school heeft deze vraag ingetrokken.",
    RequestState.REFUSED: "HPP heeft deze vraag afgewezen.",
    RequestState.HELD: "De afspraak over deze vraag is al geweest.",
}


@transaction.atomic
def ask(
    *,
    seat: Seat,
    by: User,
    skill: str,
    question: str,
    wanted_from: date,
    wanted_until: date,
    place: str,
    region: str = "",
    preferred: User | None = None,
    now: datetime,
) -> ExpertRequest:
    """Asking the same twice is asking once."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("bootcamp", "school").get(pk=seat.pk)
    if seat.cancelled_at is not None:
        raise NotPossible(f"{seat.school.name} doet niet meer mee aan {seat.bootcamp.title}.")
    asked = {
        **{"skill": skill, "question": question, "wanted_from": wanted_from, "wanted_until": wanted_until},
        **{"place": place, "region": region if place == Place.SCHOOL else ""},
    }
    already_open = seat.expert_requests.open()
    same = already_open.filter(**asked).first()
    if same:
        return same
    check_has_room(seat)
    request = seat.expert_requests.create(asked_by=by, preferred=preferred, asked_at=now, changed_at=now, **asked)
    letters.asked(happened(request, Kind.ASKED, by=by, now=now))
    return request


def check_has_room(seat: Seat) -> None:
    if seat.expert_requests.open().count() >= MOST_OPEN:
        raise NotPossible(f"Je school heeft al {MOST_OPEN} open vragen. Rond er eerst een af, of trek er een in.")


@transaction.atomic
def pick_up(*, request_id: int, by: User, now: datetime) -> ExpertRequest:
    request = _locked(request_id)
    if request.state in WITH_EXPERT and request.expert_id == by.pk:
        return request
    if not ExpertRequest.objects.to_pick_up(by).filter(pk=request.pk).exists():
        raise NotPossible(why_not_open(request))
    return _give(request, by, Kind.PICKED_UP, by=by, now=now)


def why_not_open(request: ExpertRequest) -> str:
    """For an expert who comes for a request that was open."""
    if request.state in WITH_EXPERT:
        return "Een andere expert was je net voor en pakte deze vraag op."
    return NOT_OPEN.get(request.state, "Deze vraag is niet meer open voor jou.")


def candidates(request: ExpertRequest) -> QuerySet[ExpertProfile]:
    """Whom HPP may propose: experts with a profile, who fit best first; not with whom it came to nothing before."""
    before = ExpertEvent.objects.filter(request=request, expert=OuterRef("user"), kind__in=ExpertEvent.ENDED_IT)
    fitting = ExpertProfile.objects.fitting(request).filter(pk=OuterRef("pk"))
    others = ExpertProfile.objects.of_experts().exclude(Exists(before)).annotate(fits=Exists(fitting))
    return others.select_related("user").order_by("-fits", "-has_room", "user__last_name", "user__first_name", "pk")


@transaction.atomic
def assign(*, request_id: int, expert: ExpertProfile, by: User, now: datetime) -> ExpertRequest:
    """HPP proposes someone; the school still chooses."""
    request = _locked(request_id)
    if request.state in WITH_EXPERT and request.expert_id == expert.user_id:
        return request
    if request.state in NOT_OPEN:
        raise NotPossible(NOT_OPEN[request.state])
    if request.state != RequestState.ASKED and not request.lost_its_expert:
        raise NotPossible(f"{request.expert.full_name} pakte deze vraag net op." if request.expert else CHANGED)
    if request.seat.cancelled_at is not None:
        raise NotPossible(f"{request.seat.school.name} doet niet meer mee aan de bootcamp.")
    if not candidates(request).filter(pk=expert.pk).exists():
        raise NotPossible("Deze expert kan deze vraag niet oppakken. Kies iemand anders.")
    return _give(request, expert.user, Kind.ASSIGNED, by=by, now=now)


def _give(request: ExpertRequest, expert: User, kind: Kind, *, by: User, now: datetime) -> ExpertRequest:
    request.state, request.expert = RequestState.PICKED_UP, expert
    request.planned_on, request.planned_how = None, ""
    # Who was asked for by name was chosen already.
    request.said_yes_at = now if request.preferred_id == expert.pk else None
    letters.picked_up(happened(request, kind, by=by, now=now))
    return request


@transaction.atomic
def say_yes(*, request_id: int, expert_id: int, by: User, now: datetime) -> ExpertRequest:
    """`expert_id` is whom the school saw on the page: a yes never goes to someone else."""
    request = _locked_with(request_id, expert_id)
    if request.said_yes_at is None:
        request.said_yes_at = now
        letters.said_yes(happened(request, Kind.SAID_YES, by=by, now=now))
    return request


@transaction.atomic
def say_no(*, request_id: int, expert_id: int, by: User, now: datetime) -> ExpertRequest:
    """The school would rather have someone else. The request is open again."""
    return _open_again(_locked_with(request_id, expert_id), Kind.SAID_NO, by=by, now=now)


@transaction.atomic
def give_back(*, request_id: int, by: User, now: datetime) -> ExpertRequest:
    """The expert can't after all. The request is open again."""
    return _open_again(_locked_with(request_id, by.pk), Kind.GAVE_BACK, by=by, now=now)


def _open_again(request: ExpertRequest, kind: Kind, *, by: User, now: datetime) -> ExpertRequest:
    event = happened(request, kind, by=by, now=now)
    if request.preferred_id == request.expert_id:
        request.preferred = None
    request.state, request.expert, request.said_yes_at = RequestState.ASKED, None, None
    request.planned_on, request.planned_how = None, ""
    request.save()
    letters.open_again(event)
    return request


@transaction.atomic
def plan(*, request_id: int, planned_on: date, planned_how: str, by: User, now: datetime) -> ExpertRequest:
    """A day for it, or another day than before."""
    request = _locked(request_id)
    if request.state not in WITH_EXPERT or request.said_yes_at is None or request.expert is None:
        raise NotPossible(CHANGED)
    if (request.state, request.planned_on, request.planned_how) == (RequestState.PLANNED, planned_on, planned_how):
        return request
    request.state, request.planned_on, request.planned_how = RequestState.PLANNED, planned_on, planned_how
    letters.planned(happened(request, Kind.PLANNED, by=by, now=now))
    return request


@transaction.atomic
def report(*, request_id: int, report: str, by: User, now: datetime) -> ExpertRequest:
    """How it went, in short. With this the help is over."""
    request = _locked(request_id)
    if request.state == RequestState.HELD and request.report == report:
        return request
    if request.state != RequestState.PLANNED or request.planned_on is None:
        raise NotPossible(CHANGED)
    if request.planned_on > timezone.localdate(now):
        raise NotPossible("De dag van de afspraak moet nog komen. Schrijf je verslag daarna.")
    request.state, request.report = RequestState.HELD, report
    letters.held(happened(request, Kind.HELD, by=by, now=now))
    return request


@transaction.atomic
def look_back(*, request_id: int, helped: str, differently: str, by: User, now: datetime) -> ExpertRequest:
    """What the school thinks of it. They may change it; only the first time is told."""
    request = _locked(request_id)
    if request.state != RequestState.HELD:
        raise NotPossible(CHANGED)
    is_first = not request.helped
    request.helped, request.differently = helped, differently
    if is_first:
        letters.looked_back(happened(request, Kind.LOOKED_BACK, by=by, now=now))
    else:
        request.changed_at = now
        request.save()
    return request


@transaction.atomic
def withdraw(*, request_id: int, by: User, now: datetime) -> ExpertRequest:
    request = _locked(request_id)
    if request.state == RequestState.WITHDRAWN:
        return request
    if not request.is_open:
        raise NotPossible(CHANGED)
    request.state = RequestState.WITHDRAWN
    letters.withdrawn(happened(request, Kind.WITHDRAWN, by=by, now=now))
    return request


@transaction.atomic
def refuse(*, request_id: int, reason: str, by: User, now: datetime) -> ExpertRequest:
    request = _locked(request_id)
    if request.state == RequestState.REFUSED and request.reason == reason:
        return request
    if not request.is_open:
        raise NotPossible(NOT_OPEN.get(request.state, CHANGED))
    request.state, request.reason = RequestState.REFUSED, reason
    letters.refused(happened(request, Kind.REFUSED, by=by, now=now))
    return request


def _locked(request_id: int) -> ExpertRequest:
    return ExpertRequest.objects.select_for_update(of=("self",)).for_list().get(pk=request_id)


def _locked_with(request_id: int, expert_id: int) -> ExpertRequest:
    request = _locked(request_id)
    if request.state not in WITH_EXPERT or request.expert_id != expert_id:
        raise NotPossible(CHANGED)
    return request


def happened(request: ExpertRequest, kind: Kind, *, by: User | None, now: datetime) -> ExpertEvent:
    request.changed_at = now
    request.save()
    return request.events.create(kind=kind, at=now, by=by, expert=request.expert)
