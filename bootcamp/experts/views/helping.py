"""For experts: their work and their profile."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.experts import profiles
from bootcamp.experts.choices import OPEN
from bootcamp.experts.forms import ProfileForm
from bootcamp.experts.models import ExpertProfile, ExpertRequest
from bootcamp.experts.views.lists import page_of
from portal import limits, meanwhile
from portal.people.access import experts_only
from portal.people.models import User

TABS = {"open": "Open", "mijn": "Van jou", "eerder": "Eerder"}


@experts_only
@require_safe
def work(request):
    """What this expert may pick up, has in hand and did before."""
    user = request.user
    own = ExpertRequest.objects.filter(expert=user)
    rows = {
        "open": ExpertRequest.objects.to_pick_up(user).order_by("wanted_from", "pk"),
        "mijn": own.filter(state__in=OPEN).order_by("planned_on", "wanted_from", "pk"),
        "eerder": own.exclude(state__in=OPEN).order_by("-changed_at", "-pk"),
    }
    tab = request.GET.get("toon")
    if tab not in TABS:
        tab = "mijn" if rows["mijn"].exists() else "open"
    counts = {name: requests.count() for name, requests in rows.items()}
    context = {
        **page_of(request, rows[tab].for_list()),
        "tabs": [(name, label, counts[name]) for name, label in TABS.items()],
        "tab": tab,
        "has_profile": ExpertProfile.objects.filter(user=user).exists(),
    }
    return render(request, "bootcamp/experts/work.html", context)


@experts_only
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.expert_profile", "30/hour", methods=("POST",))
def own_profile(request):
    user = request.user
    form, is_kept = profile_form(request, user)
    if is_kept:
        messages.success(request, "Je profiel is bewaard.")
        return redirect("bootcamp:expert_work")
    return render(request, "bootcamp/experts/profile.html", {"form": form, "expert": user, "is_own": True})


@meanwhile.one_at_a_time
def profile_form(request, user) -> tuple[ProfileForm, bool]:
    """The form, and whether what was in it is kept now."""
    posted = request.POST if request.method == "POST" else None
    meanwhile.locked(request, User.objects.all(), pk=user.pk)
    form = ProfileForm(posted, by=request.user, instance=profiles.of(user))
    if not form.is_valid():
        return form, False
    profiles.keep(user=user, now=timezone.now(), **form.cleaned_data)
    return form, True
