"""What came of it at a school, for the school, its board and HPP; and the same as a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bootcamp.results import months, questions, rights, sheets, workbook
from portal.files.writing import as_workbook
from portal.listing import page_of
from portal.people.access import only
from portal.people.models import signed_in

SCHOOLS_PER_PAGE = 25
readers_only = only(rights.reads_results)


@readers_only
@require_safe
def results_list(request: HttpRequest) -> HttpResponse:
    """Straight to the only school; with more, a page to choose from."""
    schools = rights.schools_read_by(signed_in(request)).select_related("board").order_by("name", "city", "pk")
    page = page_of(request, schools, SCHOOLS_PER_PAGE)
    if page.paginator.count == 1:
        return redirect("bootcamp:results", page[0].pk)
    return render(request, "bootcamp/results/results_list.html", {"page": page})


@never_cache
@readers_only
@require_safe
def results(request: HttpRequest, school_id: int) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    school = get_object_or_404(rights.schools_read_by(user).select_related("board"), pk=school_id)
    counts = rights.counts_for(user, school)
    context = {
        "sheet": sheets.of(school, today=today),
        "counts": counts,
        "this_month": months.first_day(today),
        "open": questions.open_questions(school, today=today) if counts else None,
    }
    return render(request, "bootcamp/results/results.html", context)


@readers_only
@require_safe
def excel(request: HttpRequest, school_id: int) -> HttpResponse:
    school = get_object_or_404(rights.schools_read_by(signed_in(request)), pk=school_id)
    sheet = sheets.of(school, today=timezone.localdate())
    return as_workbook(workbook.of_school(sheet), f"resultaten-{slugify(school.name) or 'school'}")
