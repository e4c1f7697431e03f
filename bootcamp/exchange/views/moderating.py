"""What HPP does: hide a post, close a thread, look at what was reported. For others these pages don't exist."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bootcamp.exchange import actions
from bootcamp.exchange.forms import HideForm
from bootcamp.exchange.models import Post, Report
from bootcamp.exchange.views import room
from portal.listing import page_of
from portal.people.access import hpp_only
from portal.text.numbers import number_in

REPORTS = 30


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def hide_post(request, post_id):
    """Hides with a reason; of a hidden post the same page shows it again."""
    post = room.post(request, post_id)
    form = HideForm(request.POST or None)
    if request.method == "POST" and post.hidden_at and request.POST.get("toon"):
        actions.show(post_id=post.pk)
        messages.success(request, "Het bericht is weer te zien.")
        return redirect(post)
    if not post.hidden_at and form.is_valid():
        actions.hide(post_id=post.pk, because=form.cleaned_data["because"], now=timezone.now())
        messages.success(request, "Het bericht is verborgen.")
        return redirect(post)
    context = {**room.around(request, post.thread.bootcamp), "form": form, "post": post}
    return render(request, "bootcamp/exchange/hide_post.html", context)


@hpp_only
@require_POST
def lock_thread(request, thread_id):
    thread = room.thread(request, thread_id)
    locked = request.POST.get("slot") == "dicht"
    actions.set_locked(thread=thread, locked=locked, now=timezone.now())
    messages.success(request, "Het gesprek is gesloten." if locked else "Het gesprek is weer open.")
    return redirect(thread)


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request):
    """What was reported in any bootcamp and not yet looked at."""
    if request.method == "POST":
        for post in Post.objects.filter(pk=number_in(request.POST.get("bericht", ""))):
            actions.settle(post=post, now=timezone.now())
            messages.success(request, "De melding is afgehandeld.")
        return redirect("bootcamp:reports")
    waiting = Report.objects.filter(settled_at=None).select_related(
        "post__thread__bootcamp", "post__author", "post__school", "reported_by"
    )
    page = page_of(request, waiting.order_by("reported_at", "pk"), REPORTS)
    return render(request, "bootcamp/exchange/reports.html", {"page": page})
