"""Counting a month for a school: six questions, or one tap when nothing happened."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bootcamp.results import actions, courses, months, questions, rights
from bootcamp.results.counting import Course
from bootcamp.results.forms import MonthForm
from bootcamp.results.models import ResultMonth
from portal import meanwhile
from portal.people.access import only
from portal.people.models import School, signed_in

counters_only = only(rights.has_a_results_page)
NOTHING = ("approached", "talks", "permanent", "temporary", "kept", "fewer")


def _month(school: School, year: int, month: int) -> date:
    if not 2000 <= year <= 2100 or not 1 <= month <= 12:
        raise Http404("Geen maand.")
    return date(year, month, 1)


def _why_not(school: School, month: date, today: date) -> str:
    """Nothing when the month can be counted."""
    if month > months.first_day(today):
        return f"{months.words(month).capitalize()} moet nog komen. Je kunt een maand tellen zodra hij begonnen is."
    if month > questions.latest_month(school, today=today) and school.closed_on:
        return f"Deze school staat sinds {months.words(school.closed_on)} niet meer in de lijst van DUO."
    earliest = questions.earliest_month(school, today=today)
    if month < earliest:
        return f"Zo ver terug tellen we niet. De eerste maand die je kunt invullen is {months.words(earliest)}."
    return ""


@never_cache
@counters_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def month(request: HttpRequest, school_id: int, year: int, month: int) -> HttpResponse:
    school = meanwhile.locked(request, rights.schools_counted_by(signed_in(request)), pk=school_id)
    chosen, today = _month(school, year, month), timezone.localdate()
    if reason := _why_not(school, chosen, today):
        return render(request, "bootcamp/results/not_now.html", {"school": school, "reason": reason})
    row = ResultMonth.objects.filter(school=school, month=chosen).prefetch_related("expansions__answers").first()
    if row is not None and not row.is_open and request.method != "POST":
        return _counted(request, school, row)
    form = _form(request, school, chosen, row)
    if request.method == "POST" and form.is_valid():
        actions.count(
            school=school,
            month=chosen,
            values=form.values(),
            part_timers=form.part_timers_now,
            by=signed_in(request),
            now=timezone.now(),
        )
        messages.success(request, f"{months.words(chosen).capitalize()} is geteld. Dank je wel.")
        return redirect("bootcamp:results", school_id)
    context = {"school": school, "month": chosen, "name": months.name(chosen), "form": form, "row": row}
    return render(request, "bootcamp/results/month.html", context)


def _form(request: HttpRequest, school: School, chosen: date, row: ResultMonth | None) -> MonthForm:
    course = courses.of(school)
    others = [counted for counted in course.filled if counted.month != chosen]
    groups = courses.counted(row).groups if row else ()
    answered = {
        "permanent" if group.is_permanent else "temporary": max((still.people for still in group.answers), default=0)
        for group in groups
    }
    posted = request.POST or None
    is_nothing = request.POST.get("nothing") == "1"
    if is_nothing:
        posted = request.POST.copy()
        posted.update(dict.fromkeys(NOTHING, "0"))
    form = MonthForm(
        posted,
        school=school,
        month=chosen,
        course=Course(course.part_timers, course.full_week, others),
        present=actions.typed(row) if row else {},
        answered=answered,
        part_timers=courses.part_timers_known(school),
    )
    if is_nothing and "part_timers" in form.fields:
        form.fields["part_timers"].required = False
    return form


def _counted(request: HttpRequest, school: School, row: ResultMonth) -> HttpResponse:
    context = {
        "school": school,
        "row": row,
        "name": months.words(row.month),
        "counted": courses.counted(row),
        "changes": row.changes.select_related("changed_by").order_by("-changed_at", "-pk"),
    }
    return render(request, "bootcamp/results/counted.html", context)


@counters_only
@require_POST
def reopen(request: HttpRequest, school_id: int, year: int, month: int) -> HttpResponse:
    school = meanwhile.locked(request, rights.schools_counted_by(signed_in(request)), pk=school_id)
    chosen = _month(school, year, month)
    actions.reopen(school=school, month=chosen, by=signed_in(request), now=timezone.now())
    return redirect("bootcamp:results_month", school_id, year, month)
