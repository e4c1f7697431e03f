"""Making and changing a bootcamp. What touches people is shown with who is affected before it happens."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bootcamp.running import changes, making
from bootcamp.running.changes import DateChange
from bootcamp.running.forms.letters import ChangeLetterForm
from bootcamp.running.forms.making import DetailsForm, NewForm
from bootcamp.running.forms.sessions import CancelSessionForm, SessionForm, ShiftForm
from bootcamp.running.views import form_methods
from bootcamp.running.words import filled_in, go_out, letter_text
from bootcamp.seats.models import Bootcamp, WorkSession
from portal import meanwhile
from portal.people.access import hpp_only
from portal.text.numbers import number_in

CHANGED_MEANWHILE = (
    "Iemand anders wijzigde deze bootcamp terwijl jij bezig was. Wat jij invulde staat er nog. "
    "Bij wat anders is dan wat nu staat, lees je wat er nu staat. Kijk of het zo nog klopt en kies opnieuw."
)
SHOWN = 200


@hpp_only
@require_safe
def dates(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    seats = bootcamp.school_seats.exists() or bootcamp.applications.exists()
    sessions = bootcamp.work_sessions.order_by("starts_at", "pk")
    context = {"bootcamp": bootcamp, "sessions": sessions, "may_delete": not seats, "now": timezone.now()}
    return render(request, "bootcamp/running/dates.html", context)


@hpp_only
@form_methods
def new(request):
    form = NewForm(request.POST or None, initial={"source": request.GET.get("van"), **_from(request)})
    if form.is_valid():
        bootcamp = _made(form.cleaned_data)
        bootcamp.led_by.add(request.user)
        messages.success(request, f"{bootcamp.title} staat klaar. Nog niemand anders ziet hem.")
        return redirect("bootcamp:staff_details", bootcamp.pk)
    return render(request, "bootcamp/running/new.html", {"form": form})


def _from(request: HttpRequest) -> dict:
    """A copy starts from what the other one says."""
    source = Bootcamp.objects.filter(pk=number_in(request.GET.get("van", ""))).first()
    if source is None:
        return {}
    return {"setup": NewForm.COPY, "sector": source.sector, "seats": source.seats, "place": source.place}


def _made(answers: dict) -> Bootcamp:
    now = timezone.now()
    wish = making.Wish(
        title=answers["title"],
        sector=Bootcamp.Sector(answers["sector"]),
        first_day=answers["first_day"],
        seats=answers["seats"],
        place=answers["place"],
    )
    if answers["setup"] == NewForm.COPY:
        return making.copy(answers["source"], wish, now=now)
    hours = {name: answers[name] for name in ("weeks", "begins", "ends")}
    return making.from_series(Bootcamp.Kind(answers["setup"]), wish, **hours, now=now)


@hpp_only
@form_methods
def details(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    title, place = bootcamp.title, bootcamp.place
    form = DetailsForm(request.POST or None, instance=bootcamp)

    def change() -> DateChange:
        sessions = list(bootcamp.work_sessions.order_by("number"))
        return DateChange(
            bootcamp,
            sessions,
            list(bootcamp.work_sessions.order_by("number")),
            subject=f"Nieuws over {title}",
            intro=f"Er verandert iets aan {title}.",
            title_before=title,
            place_before=place,
            also=form.save,
        )

    page = "bootcamp/running/details.html"
    return _steps(request, bootcamp, form, change, page=page, done="De bootcamp is opgeslagen.", to="staff_details")


@hpp_only
@form_methods
def session(request, bootcamp_id, session_id):
    session = get_object_or_404(WorkSession.objects.select_related("bootcamp"), pk=session_id, bootcamp=bootcamp_id)
    before = WorkSession.objects.get(pk=session.pk)
    form = SessionForm(request.POST or None, instance=session)

    def change() -> DateChange:
        return DateChange(
            session.bootcamp,
            [before],
            [session],
            subject=f"Er verandert iets aan werksessie {session.number} van {session.bootcamp.title}",
            intro=f"Er verandert iets aan {session.bootcamp.title}.",
        )

    context = {"session": before}
    page = "bootcamp/running/session.html"
    return _steps(request, session.bootcamp, form, change, page=page, done="De sessie is opgeslagen.", context=context)


@hpp_only
@form_methods
def add_session(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    last = bootcamp.work_sessions.order_by("number").last()
    added = WorkSession(bootcamp=bootcamp, number=last.number + 1 if last else 1)
    form = SessionForm(request.POST or None, instance=added)

    def change() -> DateChange:
        return DateChange(
            bootcamp,
            [],
            [added],
            subject=f"Een extra werksessie bij {bootcamp.title}",
            intro=f"Er komt een werksessie bij in {bootcamp.title}.",
        )

    page = "bootcamp/running/session.html"
    context = {"session": None}
    return _steps(request, bootcamp, form, change, page=page, done="De sessie staat erbij.", context=context)


@hpp_only
@form_methods
def shift(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    coming = _coming(bootcamp)
    form = ShiftForm(request.POST or None, bootcamp=bootcamp, coming=coming)

    def change() -> DateChange:
        closes = form.closes
        return DateChange(
            bootcamp,
            coming,
            [changes.shifted(session, form.cleaned_data["days"]) for session in coming],
            subject=f"Nieuwe data voor {bootcamp.title}",
            intro=f"De data van {bootcamp.title} veranderen.",
            also=lambda: _close_seat(bootcamp, closes),
        )

    return _steps(
        request,
        bootcamp,
        form,
        change,
        page="bootcamp/running/shift.html",
        done="De data zijn opgeschoven.",
        context={"coming": coming},
        always_shown=True,
    )


def _coming(bootcamp: Bootcamp) -> list[WorkSession]:
    sessions = bootcamp.work_sessions.filter(starts_at__gt=timezone.now(), cancelled_at=None)
    return list(sessions.order_by("starts_at", "pk"))


def _close_seat(bootcamp: Bootcamp, closes) -> None:
    """Together with the start, since the one has to stay before the other."""
    bootcamp.enrolment_closes = closes


@hpp_only
@form_methods
def cancel_session(request, bootcamp_id, session_id):
    """Or let it go on after all, when it was cancelled before."""
    session = get_object_or_404(WorkSession.objects.select_related("bootcamp"), pk=session_id, bootcamp=bootcamp_id)
    before, bootcamp = WorkSession.objects.get(pk=session.pk), session.bootcamp
    goes_on = before.cancelled_at is not None
    session.cancelled_at = None if goes_on else timezone.now()
    form = CancelSessionForm(request.POST or None)

    def change() -> DateChange:
        verb = "gaat toch door" if goes_on else "gaat niet door"
        return DateChange(
            bootcamp,
            [before],
            [session],
            subject=f"Werksessie {session.number} van {bootcamp.title} {verb}",
            intro=f"Werksessie {session.number} van {bootcamp.title} {verb}.",
        )

    done = "De sessie gaat weer door." if goes_on else "De sessie gaat niet door."
    if request.method != "POST":
        return _shown(request, change(), form, _letter_form(change()))
    if request.POST.get("stap") == "terug":
        return redirect("bootcamp:staff_dates", bootcamp.pk)
    page = "bootcamp/running/cancel_session.html"
    context = {"session": before}
    return _steps(request, bootcamp, form, change, page=page, done=done, context=context, always_shown=True)


@hpp_only
@require_POST
@transaction.atomic
def delete_session(request, bootcamp_id, session_id):
    """Only where nobody takes part yet; otherwise it is cancelled, so that calendars hear of it."""
    bootcamp = get_object_or_404(Bootcamp.objects.select_for_update(of=("self",)), pk=bootcamp_id)
    session = get_object_or_404(bootcamp.work_sessions, pk=session_id)
    if bootcamp.school_seats.exists() or bootcamp.applications.exists():
        messages.error(request, "Er doen al scholen mee of er wacht een school. Laat de sessie niet doorgaan.")
    elif bootcamp.is_published and bootcamp.work_sessions.count() == 1:
        messages.error(request, "Een bootcamp op de site heeft minstens één werksessie.")
    else:
        session.delete()
        changes.let_start_follow(bootcamp)
        messages.success(request, f"{session.title} is weg.")
    return redirect("bootcamp:staff_dates", bootcamp.pk)


def _steps(
    request: HttpRequest,
    bootcamp: Bootcamp,
    form: Form,
    change_of_form: Callable[[], DateChange],
    *,
    page: str,
    done: str,
    context: dict | None = None,
    always_shown: bool = False,
    to: str = "staff_dates",
) -> HttpResponse:
    """Fill in, see who is affected, confirm. Each step carries all answers, so going back loses nothing."""
    version = changes.version_of(bootcamp)
    if request.POST.get("stap") != "terug" and form.is_valid():
        if request.POST.get("gezien") != version:
            _refuse(form)
        else:
            try:
                return _next_step(request, change_of_form(), form, done, always_shown=always_shown, to=to)
            except changes.Outdated:
                _refuse(form)
                version = changes.version_of(bootcamp)
    everything = {"form": form, "bootcamp": Bootcamp.objects.get(pk=bootcamp.pk), "version": version}
    return render(request, page, everything | (context or {}))


def _refuse(form: Form) -> None:
    """What people plan their day by is watched as a whole: also a session that isn't on this page."""
    form.add_error(None, CHANGED_MEANWHILE)
    if isinstance(form, ModelForm):
        meanwhile.show_what_stands(form, form.changed_data)


def _next_step(request, change: DateChange, form: Form, done: str, *, always_shown: bool, to: str) -> HttpResponse:
    if not always_shown and not change.touches_people:
        return _do(request, change, {"tell": False}, done, to)
    step = request.POST.get("stap")
    letter = _letter_form(change, request.POST if step in ("bevestig", "voorbeeld") else None)
    if step == "bevestig" and letter.is_valid():
        return _do(request, change, letter.cleaned_data, done, to)
    return _shown(request, change, form, letter)


def _letter_form(change: DateChange, posted: QueryDict | None = None) -> ChangeLetterForm:
    return ChangeLetterForm(posted, prefix="mail", initial={"subject": change.subject, "text": change.text})


def _do(request, change: DateChange, mail: dict, done: str, to: str) -> HttpResponse:
    number = changes.make(change, seen=request.POST["gezien"], by=request.user, now=timezone.now(), **mail)
    if number:
        done += f" {go_out(number)}"
    messages.success(request, done)
    return redirect(f"bootcamp:{to}", change.bootcamp.pk)


def _shown(request: HttpRequest, change: DateChange, form: Form, letter: ChangeLetterForm) -> HttpResponse:
    people = change.people()
    first = people[0] if people else None
    context = {
        "bootcamp": Bootcamp.objects.get(pk=change.bootcamp.pk),
        "change": change,
        "form": form,
        "letter": letter,
        "people": people[:SHOWN],
        "number": len(people),
        "schools": len({person.letterhead.school.pk for person in people}),
        "first": first,
        "example": letter_text(letter["text"].value() or "", first.letterhead, by=request.user) if first else "",
        "example_subject": filled_in(letter["subject"].value() or "", first.letterhead) if first else "",
    }
    return render(request, "bootcamp/running/confirm.html", context)
