"""For HPP: all requests, and all experts."""

from django.contrib import messages
from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.experts import profiles
from bootcamp.experts.choices import OPEN, Place
from bootcamp.experts.forms import DirectoryForm, StaffForm
from bootcamp.experts.models import ExpertProfile, ExpertRequest
from bootcamp.experts.views.helping import profile_form
from bootcamp.experts.views.lists import page_of
from portal.people import access
from portal.people.access import hpp_only
from portal.people.models import User
from portal.text import search


@hpp_only
@require_safe
def requests(request):
    """Without a choice: what isn't done yet, the longest waiting first."""
    asked_for = request.GET if request.GET.keys() - {"bladzijde"} else {"stand": StaffForm.OPEN}
    form = StaffForm(asked_for)
    rows = _filtered(ExpertRequest.objects.all(), form.filters()).for_list()
    context = {**page_of(request, rows.order_by("asked_at", "pk")), "form": form}
    return render(request, "bootcamp/experts/staff.html", context)


def _filtered(requests: QuerySet[ExpertRequest], filters: dict[str, str]) -> QuerySet[ExpertRequest]:
    if filters["stand"] == StaffForm.OPEN:
        requests = requests.filter(state__in=OPEN)
    elif filters["stand"]:
        requests = requests.filter(state=filters["stand"])
    if filters["wat"]:
        requests = requests.filter(skill=filters["wat"])
    if filters["waar"] == Place.ONLINE:
        requests = requests.filter(place=Place.ONLINE)
    elif filters["waar"]:
        requests = requests.filter(region=filters["waar"])
    names = ("seat__school__name", "seat__bootcamp__title", "expert__first_name", "expert__last_name")
    return search.with_words(requests, filters["zoek"], *names)


@hpp_only
@require_safe
def people(request):
    """Everyone who is or could be an expert, with how much they have in hand."""
    form = DirectoryForm(request.GET)
    filters = form.filters()
    experts = access.experts() | Q(access.may_be_experts(), expert_profile__isnull=False)
    users = User.objects.filter(experts, is_active=True)
    if filters["wat"] or filters["waar"]:
        users = users.filter(expert_profile__in=_profiles_with(filters))
    names = ("first_name", "last_name", "expert_profile__organisation", "expert_profile__own_words")
    users = search.with_words(users, filters["zoek"], *names)
    in_hand = Count("expert_requests", filter=Q(expert_requests__state__in=OPEN))
    theirs = Prefetch("expert_profile", ExpertProfile.objects.prefetch_related("skills", "regions"))
    rows = users.annotate(in_hand=in_hand).prefetch_related(theirs).order_by("last_name", "first_name", "pk")
    context = {**page_of(request, rows), "form": form, "is_searching": any(filters.values())}
    context["rows"] = [(user, getattr(user, "expert_profile", None)) for user in context["page"]]
    return render(request, "bootcamp/experts/people.html", context)


def _profiles_with(filters: dict[str, str]) -> QuerySet[ExpertProfile]:
    return profiles.filtered(ExpertProfile.objects.all(), {**filters, "zoek": ""}).values("pk")


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request, user_id):
    """HPP keeps the profile too; only the person puts it in the directory."""
    expert = get_object_or_404(User.objects.filter(access.may_be_experts(), is_active=True), pk=user_id)
    form, is_kept = profile_form(request, expert)
    if is_kept:
        messages.success(request, f"Het profiel van {expert.full_name} is bewaard.")
        return redirect("bootcamp:expert_people")
    context = {"form": form, "expert": expert, "is_own": expert == request.user}
    return render(request, "bootcamp/experts/profile.html", context)
