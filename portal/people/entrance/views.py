"""The door: find your school, say who you are, look in your mail. And the one page of who waits."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal import limits, meanwhile
from portal.people import access
from portal.people.entrance import actions, errands, finding
from portal.people.entrance.errands import Errand
from portal.people.entrance.forms import CodeForm, FindForm, MendForm, WhoForm
from portal.people.entrance.models import SignUp
from portal.people.models import Board, School, signed_in
from portal.people.sectors import Sector, words
from portal.reasons import NotPossible

STEPS = ("Je school", "Wie je bent", "Je mail")


class Arrival:
    """What someone brought along in the address: what they come for, and the code of a board."""

    def __init__(self, request: HttpRequest):
        asked = request.GET
        self.code = "".join(asked.get("code", "").lower().split())[:12]
        of_code = errands.with_code(self.code)
        self.board: Board | None = of_code[0] if of_code else None
        self.errand: Errand | None = errands.find(asked.get("voor", "")[:40], self.code)
        if self.errand is None and of_code:
            self.errand = of_code[1]

    @property
    def code_is_unknown(self) -> bool:
        return bool(self.code) and self.board is None

    @property
    def sector(self) -> str:
        return self.errand.sector if self.errand else Sector.PO

    def carried(self, **more: str) -> str:
        brought = {"voor": self.errand.key if self.errand else "", "code": self.code if self.board else "", **more}
        return urlencode({name: value for name, value in brought.items() if value})


@login_not_required
@require_safe
@limits.limited("entrance.find", "40/minute")
def find_school(request: HttpRequest) -> HttpResponse:
    arrival, form = Arrival(request), FindForm(request.GET)
    asked = (form.cleaned_data.get("zoek") if form.is_valid() else "") or ""
    code_form = CodeForm(initial={"code": arrival.code})
    if arrival.code_is_unknown:
        code_form = CodeForm({"code": arrival.code})
        code_form.add_error("code", "Deze code kennen we niet. Kijk of hij klopt, of zoek je school hierboven.")
    if arrival.board:
        schools = finding.of_board(arrival.board)
    else:
        schools = finding.schools(asked) if arrival.sector == Sector.PO else []
    context = {
        "arrival": arrival,
        "form": form if asked else FindForm(),
        "code_form": code_form,
        "asked": asked,
        "schools": schools,
        "words": words(arrival.sector),
        "is_po": arrival.sector == Sector.PO,
        "own_address": f"{reverse('entrance:who')}?{arrival.carried(eigen='1')}",
        "steps": STEPS,
    }
    return render(request, "portal/entrance/find_school.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("entrance.who", "20/hour", methods=("POST",))
def who(request: HttpRequest) -> HttpResponse:
    arrival = Arrival(request)
    school = _chosen_school(request, arrival)
    if school is None and "eigen" not in request.GET:
        return redirect(f"{reverse('entrance:find_school')}?{arrival.carried()}")
    form = WhoForm(request.POST or None, school=school, sector=arrival.sector)
    if request.method == "POST" and form.is_valid():
        errand = arrival.errand.key if arrival.errand else ""
        code = arrival.code if arrival.board else ""
        actions.ask(actions.Asked(**form.cleaned_data, school=school, errand=errand, code=code), now=timezone.now())
        return redirect("entrance:asked")
    back = f"{reverse('entrance:find_school')}?{arrival.carried()}"
    context = {"arrival": arrival, "form": form, "school": school, "back": back, "steps": STEPS}
    return render(request, "portal/entrance/who.html", context)


def _chosen_school(request: HttpRequest, arrival: Arrival) -> School | None:
    """Of the open list, or of the board whose code someone has; another is as if it wasn't there."""
    chosen = request.GET.get("school", "")
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 12):
        return None
    rows = School.objects.public()
    if arrival.board:
        rows = School.objects.filter(board=arrival.board, closed_on=None)
    return rows.select_related("board").filter(pk=int(chosen)).first()


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The same for everyone: what is different stands in the mail."""
    return render(request, "portal/entrance/asked.html", {"steps": STEPS})


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("entrance.mine", "20/hour", methods=("POST",))
def mine(request: HttpRequest) -> HttpResponse:
    """How it stands with what I asked."""
    user = signed_in(request)
    if access.has_role(user):
        raise Http404("Je bent al binnen.")
    sign_ups = SignUp.objects.select_related("school", "decided_by").filter(user=user)
    sign_up = get_object_or_404(sign_ups.order_by("-asked_at", "-pk")[:1])
    if request.method == "POST" and "intrekken" in request.POST:
        return _withdraw(request, sign_up)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = actions.use_code(sign_up_id=sign_up.pk, code=form.cleaned_data["code"], now=timezone.now())
        except NotPossible as reason:
            form.add_error("code", str(reason))
        else:
            messages.success(request, outcome)
            return redirect("home")
    errand = errands.find(sign_up.errand, sign_up.code)
    kind = errands.kind_of(sign_up.errand)
    context = {
        "sign_up": sign_up,
        "form": form,
        "errand": errand,
        "standing": kind.standing(sign_up) if kind and sign_up.is_waiting else "",
    }
    return render(request, "portal/entrance/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("entrance.mend", "20/hour", methods=("POST",))
@meanwhile.one_at_a_time
def mend(request: HttpRequest) -> HttpResponse:
    """Who waits changes what they filled in."""
    user = signed_in(request)
    waiting = SignUp.objects.waiting().select_related("school__board").filter(user=user)
    latest = get_object_or_404(waiting.order_by("-asked_at", "-pk")[:1])
    sign_up = meanwhile.locked(request, waiting, pk=latest.pk)
    form = MendForm(request.POST or None, sign_up=sign_up)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = actions.mend(sign_up_id=sign_up.pk, by=user, now=timezone.now(), **form.cleaned_data)
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, outcome or "Opgeslagen. HPP ziet wat je wijzigde.")
            return redirect("home" if outcome else "entrance:mine")
    return render(request, "portal/entrance/mend.html", {"sign_up": sign_up, "form": form, "back": "mine"})


def _withdraw(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    try:
        actions.withdraw(sign_up_id=sign_up.pk, now=timezone.now())
    except NotPossible as reason:
        messages.error(request, str(reason))
        return redirect("entrance:mine")
    logout(request)
    messages.success(request, "Je aanmelding is weg, en je account ook.")
    return redirect("home")
