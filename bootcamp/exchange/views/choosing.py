"""The house rules, and which mail you want."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bootcamp.exchange import actions, people
from bootcamp.exchange.forms import MailForm
from bootcamp.exchange.models import Mail
from bootcamp.exchange.views import room


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
