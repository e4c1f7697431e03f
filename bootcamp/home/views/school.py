"""Mijn school: what you can do now, in one order, and how your school stands."""

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
from bootcamp.plan.models import Plan, schools_written_for
from portal.people import access
from portal.people.access import only

AT_MOST = 5
works_on_the_plan = only(access.works_on_the_plan)


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
        "missed": _missed(seat) if seat else set(),
        "pieces": register.pieces(own, Page.SCHOOL, in_rail=False),
        "in_rail": register.pieces(own, Page.SCHOOL, in_rail=True),
    }
    return render(request, "bootcamp/home/my_school.html", context)


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
