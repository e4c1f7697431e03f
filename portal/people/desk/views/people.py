"""HPP's people: finding them, inviting them, and changing who they are."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from portal import meanwhile
from portal.audit import trail
from portal.listing import kept, page_of
from portal.people import access
from portal.people.access import hpp_only
from portal.people.desk import actions, standings
from portal.people.desk.forms import MergeWithForm, NameForm, NewPersonForm, PeopleForm, WhereForm
from portal.people.desk.rights import people_of
from portal.people.desk.standings import WayIn
from portal.people.models import User, signed_in
from portal.reasons import NotPossible

PAGE_SIZE = 25
MOST_AT_ONCE = 100


@hpp_only
@require_http_methods(["GET", "HEAD"])
def people(request: HttpRequest) -> HttpResponse:
    form, now = PeopleForm(request.GET), timezone.now()
    asked = form.asked()
    everyone = standings.with_invitations(people_of(signed_in(request)))
    if words := asked["zoek"]:
        for word in words.split()[:8]:
            of_person = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
            of_place = Q(schools__name__icontains=word) | Q(board__name__icontains=word)
            everyone = everyone.filter(of_person | of_place | Q(schools__brin__iexact=word)).distinct()
    if asked["rol"]:
        everyone = everyone.filter(access.in_role(asked["rol"]))
    counts = {name: everyone.filter(standings.is_at(name, now=now)).count() for name in WayIn.values}
    rows = everyone.filter(standings.is_at(asked["stand"], now=now)) if asked["stand"] else everyone
    page = page_of(
        request,
        rows.select_related("board").prefetch_related("schools").order_by("last_name", "first_name", "pk"),
        PAGE_SIZE,
    )
    carried = request.GET.copy()
    for name in ("stand", "bladzijde"):
        carried.pop(name, None)
    context = {
        "form": form,
        "page": page,
        "people": [(user, standings.of(user, now=now)) for user in page],
        "tabs": [(name, label, counts[name], name == asked["stand"]) for name, label in WayIn.choices],
        "total": sum(counts.values()),
        "standing": asked["stand"],
        "carried": carried.urlencode(),
        "kept": kept(request),
    }
    return render(request, "portal/desk/people.html", context)


@hpp_only
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Those that were ticked in the list, or the one on whose page the button stood."""
    numbers = [number for number in request.POST.getlist("wie") if number.isascii() and number.isdecimal()]
    chosen = people_of(signed_in(request)).filter(pk__in=[int(number[:12]) for number in numbers[:MOST_AT_ONCE]])
    invited = actions.invite(chosen.order_by("pk"), by=signed_in(request), now=timezone.now())
    trail.about(request, invited, what="uitgenodigd")
    if invited:
        messages.success(
            request, f"{len(invited)} {'mens krijgt' if len(invited) == 1 else 'mensen krijgen'} een mail."
        )
    else:
        messages.info(request, "Er ging geen mail uit. Kies mensen die nog niet binnen zijn.")
    return redirect(_back(request, "desk:people"))


def _back(request: HttpRequest, name: str) -> str:
    """To the page of the one who was invited, if it was one from there."""
    of_one = request.POST.get("terug", "")
    return reverse("desk:person", args=[int(of_one)]) if of_one.isascii() and of_one.isdecimal() else reverse(name)


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    initial = {name: request.GET[name][:120] for name in ("schools", "board") if name in request.GET}
    form = NewPersonForm(request.POST or None, by=signed_in(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.prepare(**form.cleaned_data)
        except NotPossible as reason:
            form.add_error("email", str(reason))
        else:
            trail.about(request, [user], what=f"klaargezet als {access.opens(user.role).word}")
            if "uitnodigen" in request.POST:
                actions.invite([user], by=signed_in(request), now=timezone.now())
                messages.success(request, f"{user.full_name} staat klaar en krijgt een mail.")
            else:
                messages.success(request, f"{user.full_name} staat klaar. Er ging nog geen mail uit.")
            return redirect("desk:person", user.pk)
    return render(request, "portal/desk/new_person.html", {"form": form})


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    user = meanwhile.locked(request, people_of(signed_in(request)), pk=user_id)
    form = NameForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        person_now = User.objects.get(pk=user.pk)
        changed = [str(form.fields[name].label).lower() for name in form.changed_data if name in form.Meta.fields]
        actions.rename(person_now, **_named(form), now=timezone.now())
        trail.about(request, [user], what=f"gewijzigd: {', '.join(changed)}" if changed else "bekeken")
        messages.success(request, "Opgeslagen.")
        return redirect("desk:person", user.pk)
    shown = standings.with_invitations(User.objects.filter(pk=user.pk)).select_related("board").get()
    context = {
        "person": shown,
        "form": form,
        "schools": list(shown.schools.select_related("board").order_by("name", "pk")),
        "standing": standings.of(shown, now=timezone.now()),
        "is_self": user == request.user,
    }
    return render(request, "portal/desk/person.html", context)


def _named(form: NameForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in NameForm.Meta.fields}


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, user_id: int) -> HttpResponse:
    """Another role, school or board: first what that changes, then it is done."""
    user = get_object_or_404(people_of(signed_in(request)).select_related("board"), pk=user_id)
    if user == request.user:
        messages.info(request, "Je eigen rol verandert een andere beheerder.")
        return redirect("desk:person", user.pk)
    now_at = {
        "role": user.role,
        "schools": ", ".join(school.number for school in user.schools.order_by("name", "pk")),
        "board": (user.board.number or user.board.name) if user.board else "",
    }
    form = WhereForm(request.POST or None, by=signed_in(request), initial=now_at)
    sentences = None
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        sentences = actions.consequences(user, **wish)
        if "zeker" in request.POST:
            actions.place(user, **wish)
            trail.about(request, [user], what=f"rol {wish['role']}, scholen of bestuur gewijzigd")
            messages.success(request, f"{user.full_name} is nu {access.opens(wish['role']).word}.")
            return redirect("desk:person", user.pk)
    return render(request, "portal/desk/place.html", {"person": user, "form": form, "sentences": sentences})


@hpp_only
@require_POST
def block(request: HttpRequest, user_id: int) -> HttpResponse:
    user = get_object_or_404(people_of(signed_in(request)), pk=user_id)
    if user == request.user:
        messages.error(request, "Je kunt jezelf niet blokkeren. Vraag het een andere beheerder.")
    elif user.is_active:
        actions.block(user)
        trail.about(request, [user], what="geblokkeerd")
        messages.success(request, f"{user.full_name} kan niet meer inloggen.")
    else:
        actions.unblock(user)
        trail.about(request, [user], what="niet meer geblokkeerd")
        messages.success(request, f"{user.full_name} kan weer inloggen.")
    return redirect("desk:person", user.pk)


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, user_id: int) -> HttpResponse:
    """This account goes into another: first what moves, then it is done."""
    everyone = people_of(signed_in(request))
    gone = get_object_or_404(everyone, pk=user_id)
    if gone == request.user:
        messages.error(request, "Je eigen account kun je niet samenvoegen. Vraag het een andere beheerder.")
        return redirect("desk:person", gone.pk)
    form = MergeWithForm(request.POST or None, people=everyone)
    joined = None
    if request.method == "POST" and form.is_valid():
        try:
            joined = actions.Merge(gone=gone, kept=form.cleaned_data["other"])
            if "zeker" in request.POST:
                trail.about(request, [gone, joined.kept], what="samengevoegd: het eerste account is weg")
                joined.do()
                messages.success(request, f"De twee accounts van {joined.kept.full_name} zijn er nu één.")
                return redirect("desk:person", joined.kept.pk)
        except NotPossible as reason:
            form.add_error("other", str(reason))
            joined = None
    moves = joined.moves() if joined else []
    return render(request, "portal/desk/merge.html", {"person": gone, "form": form, "joined": joined, "moves": moves})
