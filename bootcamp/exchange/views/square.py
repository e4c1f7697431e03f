"""The Ontwikkelplein: results and plans that schools show to the others of their bootcamp, and advice to them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.exchange import actions
from bootcamp.exchange.forms import MessageForm, ResultForm
from bootcamp.exchange.models import Thread, ThreadQuerySet
from bootcamp.exchange.views import room
from bootcamp.exchange.views.talking import posts_of
from bootcamp.plan import showing
from bootcamp.plan.models import Plan
from bootcamp.seats.models import Seat
from portal.counting import Number
from portal.listing import page_of

RESULTS = 20
ADVICE = """
    SELECT COUNT(*) FROM exchange_post JOIN exchange_thread ON exchange_thread.id = exchange_post.thread_id
    WHERE exchange_thread.seat_id = {this} AND exchange_thread.kind = 'plan'
    AND exchange_post.hidden_at IS NULL AND exchange_post.removed_at IS NULL AND NOT exchange_post.is_opening
"""


@require_safe
def square(request, bootcamp_id):
    bootcamp = room.bootcamp(request, bootcamp_id)
    results = Thread.objects.filter(bootcamp=bootcamp, kind=Thread.Kind.RESULT).latest_first()
    plans = Plan.objects.shown_in(bootcamp).prefetch_related(None)
    context = {
        **room.around(request, bootcamp),
        **room.news(request, bootcamp),
        "page": page_of(request, results, RESULTS, load=ThreadQuerySet.for_list),
        "plans": plans.annotate(advice=Number(ADVICE, of="school__seats")),
    }
    return render(request, "bootcamp/exchange/square.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@room.not_too_fast
def new_result(request, bootcamp_id):
    bootcamp = room.bootcamp(request, bootcamp_id)
    form = room.form_of(request, ResultForm, bootcamp)
    if form.is_valid():
        message = form.message
        try:
            actions.accept_rules(bootcamp=bootcamp, by=request.user, now=timezone.now())
            thread = actions.start_thread(
                bootcamp=bootcamp,
                kind=Thread.Kind.RESULT,
                title=form.cleaned_data["title"],
                figure=form.cleaned_data["figure"],
                seat=Seat.objects.active().filter(bootcamp=bootcamp, school=message["school"]).first(),
                by=request.user,
                now=timezone.now(),
                **message,
            )
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Je resultaat staat op het Ontwikkelplein.")
            return redirect(thread)
    return render(request, "bootcamp/exchange/new_result.html", {**room.around(request, bootcamp), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@room.not_too_fast
def shown_plan(request, bootcamp_id, seat_id):
    """A plan as its school shows it, with the advice of others below it."""
    bootcamp = room.bootcamp(request, bootcamp_id)
    plan = get_object_or_404(Plan.objects.shown_in(bootcamp), seat_id=seat_id)
    form = room.form_of(request, MessageForm, bootcamp)
    if form.is_valid():
        try:
            actions.accept_rules(bootcamp=bootcamp, by=request.user, now=timezone.now())
            seat = bootcamp.school_seats.select_related("bootcamp", "school").get(pk=plan.seat_id)
            post = actions.advise(seat=seat, by=request.user, now=timezone.now(), **form.message)
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Je advies staat erbij.")
            return redirect(post)
    thread = Thread.objects.filter(seat=plan.seat_id, kind=Thread.Kind.PLAN).first()
    said = posts_of(request, thread) if thread else {"thread": None, "page": None, "may_reply": True}
    context = {**room.around(request, bootcamp), **said, "plan": plan, "sheet": showing.of(plan), "form": form}
    return render(request, "bootcamp/exchange/shown_plan.html", context)
