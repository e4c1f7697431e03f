"""The log of all mails, for HPP: what went to whom, what didn't get away, and a button that sends it. And the page
behind the link with which someone ends a mail."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.listing import page_of
from portal.people.access import hpp_only
from portal.people.models import User
from portal.post import unsubscribing, writing
from portal.post.forms import LogForm
from portal.post.models import Letter

PAGE_SIZE = 50


@hpp_only
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    form, now = LogForm(request.GET), timezone.now()
    letters = form.chosen(now=now)
    context = {
        "form": form,
        "page": page_of(request, letters.latest_first(), PAGE_SIZE),
        "kept": form.kept(),
        "chosen": form.fields_kept(),
        "person": form.person,
        "stuck": letters.stuck(now=now).count(),
        "now": now,
    }
    return render(request, "portal/post/log.html", context)


@hpp_only
@require_POST
def send_stuck(request: HttpRequest) -> HttpResponse:
    """All that the page showed as stuck."""
    now = timezone.now()
    form = LogForm(request.POST)
    number = writing.send_again(Letter.objects.filter(pk__in=form.chosen(now=now).stuck(now=now).values("pk")), now=now)
    messages.success(request, f"We sturen {number} {'mail' if number == 1 else 'mails'} opnieuw.")
    kept = form.kept()
    return redirect(f"{request.path.removesuffix('opnieuw/')}{'?' if kept else ''}{kept}")


@hpp_only
@require_safe
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    shown = get_object_or_404(Letter.objects.select_related("to", "by", "reply_to"), pk=letter_id)
    subjects = [about.subject for about in shown.abouts.prefetch_related("subject").order_by("pk")]
    context = {
        "letter": shown,
        "subjects": [_named(subject) for subject in subjects if subject],
        "now": timezone.now(),
    }
    return render(request, "portal/post/letter.html", context)


def _named(subject: Any) -> tuple[str, str, str]:
    """(what it is, its name, its address or nothing)"""
    address = subject.get_absolute_url() if hasattr(subject, "get_absolute_url") else ""
    return str(subject._meta.verbose_name), str(subject), address


@hpp_only
@require_POST
def send_again(request: HttpRequest, letter_id: int) -> HttpResponse:
    shown = get_object_or_404(Letter, pk=letter_id)
    if writing.send_again(Letter.objects.filter(pk=shown.pk), now=timezone.now()):
        messages.success(request, "De mail gaat opnieuw de deur uit.")
    else:
        messages.info(request, "Deze mail is al verstuurd.")
    return redirect("post:letter", shown.pk)


@hpp_only
@require_POST
def hold_back(request: HttpRequest, letter_id: int) -> HttpResponse:
    shown = get_object_or_404(Letter, pk=letter_id)
    who = request.user.get_full_name() if isinstance(request.user, User) else ""
    if writing.hold_back(Letter.objects.filter(pk=shown.pk), because=f"tegengehouden door {who}"):
        messages.success(request, "De mail gaat niet weg.")
    else:
        messages.info(request, "Deze mail kun je niet meer tegenhouden.")
    return redirect("post:letter", shown.pk)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail, without signing in. Looking changes nothing: programmes that check mail open every link. The button
    needs no code against forgery, since the signed address is one; mail programmes press it by themselves."""
    signed = unsubscribing.read(token)
    if signed is None:
        raise Http404("Deze link klopt niet.")
    subscription, user_id, about_id = signed
    user, about = get_object_or_404(User, pk=user_id), subscription.find(about_id)
    if about is None:
        raise Http404("Deze link klopt niet.")
    if request.method == "POST":
        subscription.turn_off(user, about)
    return render(request, subscription.template, {"about": about, "is_off": subscription.is_off(user, about)})
