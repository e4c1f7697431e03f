"""Whether an expansion is still so, three, six and twelve months later."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bootcamp.results import actions, courses, months, questions, rights
from bootcamp.results.forms import StillForm
from bootcamp.results.models import AFTER, Expansion
from bootcamp.results.views.counting import counters_only
from portal import meanwhile
from portal.people.models import signed_in


@never_cache
@counters_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def still(request: HttpRequest, school_id: int, expansion_id: int, after: int) -> HttpResponse:
    school = get_object_or_404(rights.schools_counted_by(signed_in(request)), pk=school_id)
    of_school = Expansion.objects.filter(month__school=school).select_related("month__school")
    expansion = meanwhile.locked(request, of_school, pk=expansion_id)
    if after not in AFTER or questions.anniversary(expansion.starts_on, after) > timezone.localdate():
        raise Http404("Dit vragen we nog niet.")
    answer = expansion.answers.filter(after=after).first()
    group = courses.group(expansion)
    _, hours = group.on(timezone.localdate())
    known = {"people": str(answer.people), "hours": answer.hours} if answer and answer.people is not None else {}
    form = StillForm(
        request.POST or None, group=group, hours=hours or group.hours, full_week=school.full_week, initial=known
    )
    if request.method == "POST" and form.is_valid():
        actions.answer_still(
            expansion=expansion,
            after=after,
            people=form.still,
            hours=form.cleaned_data["hours"] or Decimal(0),
            by=signed_in(request),
            now=timezone.now(),
        )
        messages.success(request, "Bewaard. Dank je wel.")
        return redirect("bootcamp:results", school_id)
    context = {
        "school": school,
        "expansion": expansion,
        "month": months.words(expansion.month.month),
        "after": after,
        "form": form,
    }
    return render(request, "bootcamp/results/still.html", context)
