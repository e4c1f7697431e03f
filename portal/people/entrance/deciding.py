"""HPP decides on who asked to come in."""

from collections.abc import Callable
from difflib import SequenceMatcher

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal import meanwhile
from portal.audit import trail
from portal.listing import page_of
from portal.people import access
from portal.people.access import hpp_only
from portal.people.entrance import actions, errands
from portal.people.entrance.forms import FindForm, LetInForm, MendForm, MergeForm, RefuseSignUpForm
from portal.people.entrance.models import SignUp
from portal.people.models import KnownDomain, School, User, signed_in
from portal.reasons import NotPossible
from portal.text import search

PAGE_SIZE = 50
MOST_SHOWN = 8
ALIKE = 0.8


@hpp_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    waiting = SignUp.objects.waiting().select_related("school__board").order_by("verified_at", "pk")
    decided = SignUp.objects.filter(state__in=[SignUp.State.APPROVED, SignUp.State.REFUSED])
    recent = decided.select_related("school", "decided_by").order_by("-decided_at", "-pk")[:20]
    page = page_of(request, waiting, PAGE_SIZE)
    return render(request, "portal/entrance/queue.html", {"page": page, "recent": recent})


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, sign_up_id: int) -> HttpResponse:
    waiting = SignUp.objects.waiting().select_related("school__board", "user")
    asked = get_object_or_404(waiting, pk=sign_up_id)
    people = doubles(asked)
    school = _school(request, asked)
    forms: dict[str, Form] = {
        "let_in": LetInForm(initial={"role": asked.role, "school": school}),
        "refuse": RefuseSignUpForm(),
        "merge": MergeForm(people=people),
    }
    if request.method == "POST" and (response := _decide(request, asked, people, forms)):
        return response
    find = FindForm(request.GET)
    typed = (find.cleaned_data.get("zoek") if find.is_valid() else "") or ""
    context = {
        "sign_up": asked,
        "errand": errands.find(asked.errand, asked.code),
        "school": school,
        "people": people,
        "find_form": find if typed else FindForm(),
        "typed": typed,
        "schools": probable_schools(asked, typed) if typed or school is None else [],
        "domain_of": list(KnownDomain.objects.filter(domain=asked.domain).select_related("board", "school")[:5]),
        **forms,
    }
    return render(request, "portal/entrance/sign_up.html", context)


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def mend_for(request: HttpRequest, sign_up_id: int) -> HttpResponse:
    """HPP changes what someone filled in; deciding comes after."""
    waiting = SignUp.objects.waiting().select_related("school__board", "user")
    asked = meanwhile.locked(request, waiting, pk=sign_up_id)
    form = MendForm(request.POST or None, sign_up=asked)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend(sign_up_id=asked.pk, by=signed_in(request), now=timezone.now(), **form.cleaned_data)
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            trail.about(request, _who(asked), what="aanmelding gewijzigd")
            messages.success(request, "Opgeslagen.")
            return redirect(asked)
    return render(request, "portal/entrance/mend.html", {"sign_up": asked, "form": form, "back": "queue"})


def _school(request: HttpRequest, asked: SignUp) -> School | None:
    """The one that HPP chose instead, or the one that was asked for."""
    chosen = request.POST.get("school") or request.GET.get("school") or ""
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 12:
        return School.objects.select_related("board").filter(pk=int(chosen)).first() or asked.school
    return asked.school


def _decide(request: HttpRequest, asked: SignUp, people: list[User], forms: dict[str, Form]) -> HttpResponse | None:
    """None when there is something to mend; `forms` has it then."""
    acts: dict[str, Callable[[], bool]] = {
        "binnen": lambda: _let_in(request, asked, forms),
        "weigeren": lambda: _refuse(request, asked, forms),
        "samen": lambda: _merge(request, asked, people, forms),
    }
    act = acts.get(request.POST.get("besluit", ""))
    try:
        if act is None or not act():
            return None
    except NotPossible as reason:
        messages.error(request, str(reason))
    return redirect("entrance:queue")


def _who(asked: SignUp) -> list[User]:
    return [asked.user] if asked.user else []


def _let_in(request: HttpRequest, asked: SignUp, forms: dict[str, Form]) -> bool:
    form = forms["let_in"] = LetInForm(request.POST)
    if not form.is_valid():
        return False
    school, role = form.cleaned_data["school"], form.cleaned_data["role"]
    actions.approve(sign_up_id=asked.pk, school=school, role=role, by=signed_in(request), now=timezone.now())
    trail.about(request, _who(asked), what=f"binnengelaten als {role}")
    messages.success(request, f"{asked.full_name} is binnen en krijgt een mail.")
    return True


def _refuse(request: HttpRequest, asked: SignUp, forms: dict[str, Form]) -> bool:
    form = forms["refuse"] = RefuseSignUpForm(request.POST)
    if not form.is_valid():
        return False
    answer = form.cleaned_data["answer"]
    actions.refuse(sign_up_id=asked.pk, answer=answer, by=signed_in(request), now=timezone.now())
    trail.about(request, _who(asked), what="niet binnengelaten")
    messages.success(request, f"{asked.full_name} krijgt een mail met je antwoord.")
    return True


def _merge(request: HttpRequest, asked: SignUp, people: list[User], forms: dict[str, Form]) -> bool:
    form = forms["merge"] = MergeForm(request.POST, people=people)
    if not form.is_valid():
        return False
    account = form.cleaned_data["account"]
    trail.about(request, [account, *_who(asked)], what="aanmelding samengevoegd met het eerste account")
    actions.merge(sign_up_id=asked.pk, user=account, by=signed_in(request), now=timezone.now())
    messages.success(request, f"{account.full_name} krijgt een mail op het adres dat we al kenden.")
    return True


def doubles(asked: SignUp) -> list[User]:
    """Who it may be already: the same name, or nearly the same address."""
    same_name = Q(last_name__iexact=asked.last_name)
    same_start = Q(email__istartswith=asked.email.partition("@")[0] + "@")
    people = User.objects.filter(same_name | same_start).filter(access.with_a_role()).exclude(pk=asked.user_id)
    near = [user for user in people.order_by("last_name", "first_name", "pk")[:50] if _is_alike(user, asked)]
    return near[:MOST_SHOWN]


def _is_alike(user: User, asked: SignUp) -> bool:
    name = SequenceMatcher(None, search.plain(user.full_name), search.plain(asked.full_name)).ratio()
    return name >= ALIKE or user.email.partition("@")[0] == asked.email.partition("@")[0]


def probable_schools(asked: SignUp, typed: str) -> list[School]:
    """All schools that HPP knows, also those that nobody finds at the door."""
    words = typed or f"{asked.own_name} {asked.own_city}"
    rows = search.forgiving(School.objects.all(), words, field="words")
    if not typed and asked.own_number:
        rows = rows | School.objects.filter(other_number=asked.own_number)
    return list(rows.select_related("board").order_by("name", "city", "pk")[:MOST_SHOWN])
