"""What people do with a post: change or remove their own, say that one helped, report one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bootcamp.exchange import actions
from bootcamp.exchange.forms import EditForm, ReportPostForm
from bootcamp.exchange.views import room
from portal import limits


@require_http_methods(["GET", "HEAD", "POST"])
@room.not_too_fast
def edit_post(request, post_id):
    post = room.own_post(request, post_id)
    form = room.form_of(request, EditForm, post.thread.bootcamp, post=post)
    if form.is_valid():
        message = form.message
        message.pop("school")
        titles = {name: form.cleaned_data.get(name, "") for name in ("title", "figure")}
        try:
            actions.edit(post_id=post.pk, now=timezone.now(), **titles, **message)
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Je bericht is gewijzigd.")
            return redirect(post)
    context = {**room.around(request, post.thread.bootcamp), "form": form, "post": post}
    return render(request, "bootcamp/exchange/edit_post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_post(request, post_id):
    post = room.own_post(request, post_id)
    if request.method == "POST":
        thread = post.thread
        stays = actions.remove(post_id=post.pk, now=timezone.now())
        messages.success(request, "Je bericht is verwijderd.")
        return redirect(thread) if stays else redirect("bootcamp:exchange", thread.bootcamp_id)
    context = {**room.around(request, post.thread.bootcamp), "post": post}
    return render(request, "bootcamp/exchange/remove_post.html", context)


@require_POST
@limits.limited("bootcamp.exchange.helped", "60/minute")
def helped(request, post_id):
    post = room.post(request, post_id)
    if not post.is_readable or post.author == request.user:
        raise Http404("Hier kun je dit niet van zeggen.")
    actions.set_helped(post=post, by=request.user, helped=request.POST.get("hielp") == "ja", now=timezone.now())
    return redirect(post)


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("bootcamp.exchange.report", "20/minute", methods=("POST",))
def report_post(request, post_id):
    post = room.post(request, post_id)
    if not post.is_readable:
        raise Http404("Dit bericht is er niet meer.")
    form = ReportPostForm(request.POST or None)
    if form.is_valid():
        actions.report(post=post, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
        messages.success(request, "Dank je. HPP kijkt ernaar.")
        return redirect(post)
    context = {**room.around(request, post.thread.bootcamp), "form": form, "post": post}
    return render(request, "bootcamp/exchange/report_post.html", context)
