"""Mijn school: what you can do now, in one order, and how your school stands."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.following.route import Route
from bootcamp.home import register
from bootcamp.home.ours import attendance
from bootcamp.home.register import For, Mine, Page
from bootcamp.plan import reactions, sheets
from bootcamp.plan.models import Plan, PlanAction, schools_written_for
from portal.people import access
from portal.people.access import only

AT_MOST, AT_MOST_DONE, LATELY = 5, 2, timedelta(days=31)
works_on_the_plan = only(access.works_on_the_plan)


@dataclass(frozen=True)
class Ended:
    """How long ago the bootcamp of a school was."""

    on: date
    months: int

    @property
    def ago(self) -> str:
        if self.months < 2:
            return "kort na de bootcamp"
        if self.months == 12:
            return "een jaar na de bootcamp"
        return f"{self.months} maanden na de bootcamp" if self.months < 24 else "lang na de bootcamp"


@works_on_the_plan
@require_safe
def mine(request):
    """All schools of who asks; of the only one everything."""
    own = Mine(request.user, now=timezone.now())
    if len(own.school_ids) == 1:
        return _school(request, own)
    todos = register.todos(own, For.SCHOOL)
    in_order = sorted(own.schools.values(), key=lambda school: (school.name, school.pk))
    counts = [(school, [todo for todo in todos if todo.school_id == school.pk]) for school in in_order]
    context = {
        **_list(own, todos),
        "schools": [(school, len(here), sum(bool(todo.late) for todo in here)) for school, here in counts],
    }
    return render(request, "bootcamp/home/my_schools.html", context)


@works_on_the_plan
@require_http_methods(["GET", "HEAD", "POST"])
def one(request, school_id):
    own = Mine(request.user, now=timezone.now(), schools=[school_id])
    if not own.school_ids:
        raise Http404("Niet jouw school.")
    if request.method == "POST":
        return _mark_read(request, school_id)
    return _school(request, own)


def _mark_read(request, school_id):
    """Up to what the page showed: what came meanwhile stays new."""
    until = parse_datetime(request.POST.get("tot", ""))
    plan = Plan.objects.filter(school__in=schools_written_for(request.user), school=school_id).first()
    if plan is None or until is None or timezone.is_naive(until):
        raise Http404("Hier is niets te lezen.")
    reactions.mark_read(request.user, plan, until=min(until, timezone.now()))
    messages.success(request, "Gelezen.")
    return redirect("school:one", school_id)


def _school(request, own):
    todos = register.todos(own, For.SCHOOL)
    school = next(iter(own.schools.values()))
    plan = Plan.objects.visible_to(request.user).for_reading().filter(school=school).first()
    seat = own.seat_now.get(school.pk)
    unread = reactions.unread_by(request.user, own.school_ids, now=own.now)
    context = {
        **_list(own, todos),
        "school": school,
        "plan": plan,
        "sheet": sheets.of(plan) if plan else None,
        "late_actions": sum(bool(todo.late and todo.postpone) for todo in todos),
        "may_write": school.pk in schools_written_for(request.user),
        "reactions": unread[0][1] if unread else [],
        "seat": seat,
        "route": Route(seat.sessions(), now=own.now) if seat else None,
        "ended": _ended(seat, own.now) if seat else None,
        "done": _done_lately(plan, own.now) if plan else [],
        "missed": _missed(seat) if seat else set(),
        "pieces": register.pieces(own, Page.SCHOOL, in_rail=False),
        "in_rail": register.pieces(own, Page.SCHOOL, in_rail=True),
    }
    return render(request, "bootcamp/home/my_school.html", context)


def _ended(seat, now) -> Ended | None:
    """When the last session was, once all have been."""
    ends = [session.ends_at for session in seat.held_sessions()]
    if not ends or max(ends) > now:
        return None
    day, today = timezone.localdate(max(ends)), timezone.localdate(now)
    months = 12 * (today.year - day.year) + today.month - day.month - (today.day < day.day)
    return Ended(day, months)


def _done_lately(plan, now) -> list[PlanAction]:
    """What was finished not long ago: it may be seen that it is."""
    done = [action for action in plan.actions.all() if action.status == PlanAction.Status.DONE]
    lately = [action for action in done if not action.is_removed and action.changed_at > now - LATELY]
    return sorted(lately, key=lambda action: action.changed_at, reverse=True)[:AT_MOST_DONE]


def _missed(seat) -> set[int]:
    marks = attendance([seat])[seat.pk]
    return {session.number for session, mark in zip(seat.held_sessions(), marks, strict=True) if mark == "-"}


def _list(own, todos) -> dict:
    """The first few, and the rest behind a fold; it needn't all be today."""
    return {
        "now": own.now,
        "number": len(todos),
        "minutes": sum(todo.minutes for todo in todos[:AT_MOST]),
        "todos": _with_schools(own, todos[:AT_MOST]),
        "rest": _with_schools(own, todos[AT_MOST:]),
    }


def _with_schools(own, todos):
    """Each with the name of its school, where there are more."""
    several = len(own.school_ids) > 1
    return [(todo, own.schools[todo.school_id].name if several else "") for todo in todos]
