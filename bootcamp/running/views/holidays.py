"""School holidays, which HPP keeps: on those days nobody has to answer an offer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bootcamp.running.forms.holidays import HolidayForm
from bootcamp.running.views import form_methods
from bootcamp.seats.models import SchoolHoliday
from portal import meanwhile
from portal.people.access import hpp_only


@hpp_only
@form_methods
def holidays(request: HttpRequest) -> HttpResponse:
    """Those to come, with a form for one more."""
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"{form.save()} staat erbij.")
        return redirect("bootcamp:staff_holidays")
    coming = SchoolHoliday.objects.from_day(timezone.localdate())
    return render(request, "bootcamp/running/holidays.html", {"form": form, "holidays": coming})


@hpp_only
@form_methods
@meanwhile.one_at_a_time
def holiday(request: HttpRequest, holiday_id: int) -> HttpResponse:
    holiday = meanwhile.locked(request, SchoolHoliday.objects.all(), pk=holiday_id)
    if "weg" in request.POST:
        holiday.delete()
        messages.success(request, f"{holiday} is weg.")
        return redirect("bootcamp:staff_holidays")
    form = HolidayForm(request.POST or None, instance=holiday)
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"{form.save()} is bewaard.")
        return redirect("bootcamp:staff_holidays")
    return render(request, "bootcamp/running/holiday.html", {"form": form, "holiday": holiday})
