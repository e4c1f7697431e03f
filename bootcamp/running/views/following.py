"""HPP's side of following: what comes after a session, the rule for a certificate, the questions and their outcome."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bootcamp.following import certificates, evaluation, shelves
from bootcamp.following.forms import AfterSessionForm, CertificateRuleForm, QuestionsForm
from bootcamp.following.models import AfterSession, CertificateRule, Moment
from bootcamp.running.views import form_methods
from bootcamp.seats.models import Bootcamp, WorkSession
from portal import meanwhile
from portal.blocks import words
from portal.people.access import hpp_only


def _sessions(bootcamp: Bootcamp) -> list[WorkSession]:
    return list(bootcamp.work_sessions.order_by("starts_at", "pk"))


@hpp_only
@form_methods
@meanwhile.one_at_a_time
def following(request, bootcamp_id):
    """The sessions with what comes after them, and the rule for a certificate."""
    bootcamp = meanwhile.locked(request, Bootcamp.objects.all(), pk=bootcamp_id)
    sessions = _sessions(bootcamp)
    rule = CertificateRule.objects.filter(bootcamp=bootcamp).first()
    form = CertificateRuleForm(
        request.POST or None,
        initial={"sessions_needed": rule.sessions_needed if rule else None},
        most=sum(1 for session in sessions if not session.cancelled_at),
    )
    if form.is_valid():
        _keep_rule(bootcamp, form.cleaned_data["sessions_needed"])
        messages.success(request, "De regel voor het certificaat is bewaard.")
        return redirect("bootcamp:staff_following", bootcamp.pk)
    afters = {after.session_id: after for after in AfterSession.objects.filter(session__in=sessions)}
    context = {
        "bootcamp": bootcamp,
        "sessions": [(session, afters.get(session.pk)) for session in sessions],
        "form": form,
        "needed": certificates.needed(bootcamp, sessions),
    }
    return render(request, "bootcamp/running/following.html", context)


def _keep_rule(bootcamp: Bootcamp, needed: int | None) -> None:
    if needed is None:
        CertificateRule.objects.filter(bootcamp=bootcamp).delete()
    else:
        CertificateRule.objects.update_or_create(bootcamp=bootcamp, defaults={"sessions_needed": needed})


@hpp_only
@form_methods
@meanwhile.one_at_a_time
def after_session(request, bootcamp_id, session_id):
    sessions = WorkSession.objects.select_related("bootcamp")
    session = meanwhile.locked(request, sessions, pk=session_id, bootcamp=bootcamp_id)
    after = AfterSession.objects.select_related("shelf", "shelf_before").filter(
        session=session
    ).first() or AfterSession(session=session)
    if which := request.POST.get("plank"):
        shelves.make(session, before=which == "voor")
        messages.success(request, "De plank staat klaar. Kies hem bij een materiaal, dan staat het hier.")
        return redirect("bootcamp:staff_after_session", bootcamp_id, session_id)
    form = AfterSessionForm(request.POST or None, instance=after)
    if form.is_valid():
        form.save()
        messages.success(request, f"Bewaard voor werksessie {session.number}.")
        return redirect("bootcamp:staff_following", bootcamp_id)
    context = {"bootcamp": session.bootcamp, "session": session, "after": after, "form": form}
    return render(request, "bootcamp/running/after_session.html", context)


@hpp_only
@require_safe
def outcomes(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    sessions = _sessions(bootcamp)
    context = {
        "bootcamp": bootcamp,
        "outcomes": evaluation.outcomes(bootcamp, sessions, now=timezone.now()),
        "days": evaluation.OPEN_FOR.days,
        "why": words.WHY,
        "too_few": words.TOO_FEW,
    }
    return render(request, "bootcamp/running/outcomes.html", context)


@hpp_only
@form_methods
@meanwhile.one_at_a_time
def questions(request, bootcamp_id, moment):
    bootcamp = meanwhile.locked(request, Bootcamp.objects.all(), pk=bootcamp_id)
    asked = evaluation.questions(bootcamp, moment)
    initial = {"scale": "\n".join(asked.scale), "open": "\n".join(asked.open)}
    form = QuestionsForm(request.POST or None, initial=initial)
    if form.is_valid():
        scale, open_questions = form.cleaned_data["scale"], form.cleaned_data["open"]
        evaluation.ask_from_now_on(
            bootcamp, Moment(moment), scale=scale, open_questions=open_questions, now=timezone.now()
        )
        messages.success(request, "De vragen zijn bewaard. Wat al openstaat houdt de vragen van toen.")
        return redirect("bootcamp:staff_outcomes", bootcamp.pk)
    context = {"bootcamp": bootcamp, "moment": Moment(moment), "form": form}
    return render(request, "bootcamp/running/questions.html", context)
