"""A teacher says what she wants, sees who looked, and withdraws: with an account, or by the link of her school."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bootcamp.matching import actions, links, rights, words
from bootcamp.matching.forms import WishForm
from bootcamp.matching.models import FormationRound, HoursWish, RoundProposal
from bootcamp.matching.views.home import at_work
from portal import limits, meanwhile
from portal.people import access
from portal.people.models import User, signed_in

SAVED = "Je wens is bewaard. Je kunt hem elke dag veranderen of intrekken."
GONE = "Je wens is weg. We bewaren er niets meer van."


@never_cache
@at_work
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def wish(request):
    user = signed_in(request)
    stored = HoursWish.objects.of(user).select_related("school").first()
    school = stored.school if stored else rights.own_school(user)
    if school is None:
        if request.method == "POST":
            raise Http404("Geen school.")
        return render(request, "bootcamp/matching/no_school.html")
    row = stored or HoursWish(user=user, school=school)
    row.name = user.full_name
    return _page(request, row, named=True, after=lambda row: redirect("matching:wish"))


@never_cache
@login_not_required
@limits.limited("matching.wish", "10/hour", methods=("POST",))
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request, token):
    school = links.school_of(token)
    if school is None:
        raise Http404("Deze link klopt niet of is verlopen.")
    return _page(request, HoursWish(school=school), named=False, after=_to_own_page)


@never_cache
@login_not_required
@limits.limited("matching.own", "60/hour", methods=("POST",))
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def by_key(request, key):
    row = meanwhile.locked(request, _by_key(), key=key)
    return _page(request, row, named=False, after=_to_own_page)


def _by_key():
    """Of who has no account; with one, her account is the way in."""
    return HoursWish.objects.standing(timezone.localdate()).filter(user=None).select_related("school")


def _to_own_page(row):
    return redirect("matching:wish_by_key", row.key)


def _page(request, row, *, named, after):
    today = timezone.localdate()
    form = WishForm(request.POST or None, wish=row, today=today, named=named)
    if request.method == "POST" and form.is_valid():
        row = actions.keep_wish(form.filled_in(), now=timezone.now(), today=today)
        messages.success(request, SAVED)
        return after(row)
    stored = row if row.pk else None
    context = {
        "form": form,
        "school": row.school,
        "stored": stored,
        "is_by_link": row.user_id is None,
        "looks": list(stored.looks.select_related("by").order_by("-on", "-pk")[:30]) if stored else [],
        "steps": _steps(stored) if stored else [],
        "reasons": _reasons(stored) if stored else [],
        "directors": _directors(row.school),
    }
    return render(request, "bootcamp/matching/wish.html", context)


def _directors(school):
    """Whom she tells it: her own directors, by name."""
    people = User.objects.filter(access.directors(), schools=school, is_active=True)
    return [person.full_name for person in people.order_by("first_name", "pk")[:3]]


def _steps(row):
    """What she hears of a proposal: only once her school wants to talk, so nothing is promised before."""
    shown = (RoundProposal.State.TALK, RoundProposal.State.AGREED)
    return list(row.proposals.filter(state__in=shown).select_related("place__school", "round"))


def _reasons(row):
    """Why it is still open, once HR opened the reasons; nobody else moves in what helps."""
    shown = row.reasons.filter(round__reasons_open=True).exclude(round__state=FormationRound.State.DECIDED)
    return [
        {
            "why": words.WHY_WISH[reason.why],
            "unlock": words.unlock_wish(*reason.for_teacher["lever"]) if reason.for_teacher else "",
            "gain": words.gain(reason.for_teacher["gain"]) if reason.for_teacher else "",
        }
        for reason in shown
    ]


@never_cache
@at_work
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request):
    row = get_object_or_404(HoursWish.objects.of(signed_in(request)))
    return _withdraw(request, row, back="matching:wish")


@never_cache
@login_not_required
@limits.limited("matching.own", "60/hour", methods=("POST",))
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_by_key(request, key):
    return _withdraw(request, get_object_or_404(_by_key(), key=key), back="home")


def _withdraw(request, row, *, back):
    if request.method == "POST":
        actions.withdraw(row)
        messages.success(request, GONE)
        return redirect(back)
    return render(request, "bootcamp/matching/withdraw.html", {"wish": row})
