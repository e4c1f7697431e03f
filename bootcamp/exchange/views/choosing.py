"""The house rules, and which mail you want."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bootcamp.exchange import actions, people, unsubscribing
from bootcamp.exchange.forms import MailForm
from bootcamp.exchange.models import Mail
from bootcamp.exchange.views import room
from bootcamp.seats.models import Bootcamp
from portal.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def house_rules(request, bootcamp_id):
    bootcamp = room.bootcamp(request, bootcamp_id)
    if request.method == "POST":
        actions.accept_rules(bootcamp=bootcamp, by=request.user, now=timezone.now())
        messages.success(request, "Fijn. Je kunt nu berichten plaatsen.")
        return redirect("bootcamp:exchange", bootcamp.pk)
    context = {**room.around(request, bootcamp), "membership": people.membership(request.user, bootcamp)}
    return render(request, "bootcamp/exchange/house_rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mail_choice(request, bootcamp_id):
    bootcamp = room.bootcamp(request, bootcamp_id)
    chosen = people.membership(request.user, bootcamp).mail
    form = MailForm(request.POST or None, initial={"mail": chosen})
    if form.is_valid():
        actions.choose_mail(bootcamp=bootcamp, user=request.user, mail=form.cleaned_data["mail"])
        messages.success(request, f"Je keuze staat vast: {Mail(form.cleaned_data['mail']).label}.")
        return redirect("bootcamp:exchange", bootcamp.pk)
    return render(request, "bootcamp/exchange/mail_choice.html", {**room.around(request, bootcamp), "form": form})


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """From a mail, without signing in. Looking changes nothing: programmes that check mail open every link. The button
    needs no code against forgery, since the signed address is one; mail programmes press it by themselves."""
    signed = unsubscribing.read(token)
    if signed is None:
        raise Http404("Deze link klopt niet.")
    user = get_object_or_404(User, pk=signed[0])
    bootcamp = get_object_or_404(Bootcamp, pk=signed[1])
    if request.method == "POST":
        actions.choose_mail(bootcamp=bootcamp, user=user, mail=Mail.NONE)
    is_off = people.membership(user, bootcamp).mail == Mail.NONE
    return render(request, "bootcamp/exchange/unsubscribe.html", {"bootcamp": bootcamp, "is_off": is_off})
