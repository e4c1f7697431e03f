"""The list of threads, one thread, and starting one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.exchange import actions
from bootcamp.exchange.forms import KINDS, MessageForm, ThreadForm
from bootcamp.exchange.models import Attachment, Post, Thread, ThreadQuerySet, with_what_lies_beside
from bootcamp.exchange.views import room
from portal import kept as kept_questions
from portal.files import protected
from portal.listing import kept, page_of
from portal.text import search

THREADS, POSTS = 20, 30


@require_safe
def exchange(request, bootcamp_id):
    bootcamp = room.bootcamp(request, bootcamp_id)
    words = search.plain_words(request.GET.get("zoek", ""))
    kind = request.GET.get("soort", "")
    context = {
        **room.around(request, bootcamp),
        "words": words,
        "kind": kind if kind in KINDS else "",
        "kinds": Thread.Kind.choices[: len(KINDS)],
        "kept": kept(request),
    }
    if words:
        readable = Thread.objects.filter(bootcamp=bootcamp).readable()
        posts = search.matching(Post.objects.readable().filter(thread__in=readable), words, "words")
        latest = posts.order_by("-posted_at", "-pk")
        context["page"] = page_of(
            request, latest, THREADS, load=lambda shown: shown.select_related("thread", "author", "school")
        )
        return render(request, "bootcamp/exchange/found.html", context)
    threads = Thread.objects.filter(bootcamp=bootcamp).talks().latest_first()
    if context["kind"]:
        threads = threads.filter(kind=kind)
    context["page"] = page_of(request, threads, THREADS, load=ThreadQuerySet.for_list)
    context |= room.news(request, bootcamp)
    return render(request, "bootcamp/exchange/exchange.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@room.not_too_fast
def new_thread(request, bootcamp_id):
    bootcamp = room.bootcamp(request, bootcamp_id)
    form = room.form_of(request, ThreadForm, bootcamp, initial={"kind": request.GET.get("soort")})
    if form.is_valid():
        try:
            actions.accept_rules(bootcamp=bootcamp, by=request.user, now=timezone.now())
            thread = actions.start_thread(
                bootcamp=bootcamp,
                kind=form.cleaned_data["kind"],
                title=form.cleaned_data["title"],
                by=request.user,
                now=timezone.now(),
                **form.message,
            )
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Je bericht staat erop.")
            return redirect(thread)
    return render(request, "bootcamp/exchange/new_thread.html", {**room.around(request, bootcamp), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@room.not_too_fast
def thread(request, thread_id):
    thread = room.thread(request, thread_id)
    if thread.kind == Thread.Kind.PLAN:
        return redirect("bootcamp:shown_plan", thread.bootcamp_id, thread.seat_id)
    form = room.form_of(request, MessageForm, thread.bootcamp)
    if form.is_valid():
        try:
            actions.accept_rules(bootcamp=thread.bootcamp, by=request.user, now=timezone.now())
            post = actions.reply(thread_id=thread.pk, by=request.user, now=timezone.now(), **form.message)
        except actions.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Je antwoord staat erop.")
            return redirect(post)
    context = {**room.around(request, thread.bootcamp), **posts_of(request, thread), "form": form}
    return render(request, "bootcamp/exchange/thread.html", context)


FIRST_POSTS = kept_questions.Question(
    lambda thread, reader: Post.objects.filter(thread=thread).in_order().for_reading(reader)[: POSTS + 1]
)


def posts_of(request, thread: Thread) -> dict:
    """One page of what was said, for this reader."""
    reader = request.user.pk
    page = page_of(
        request,
        thread.posts.in_order(),
        POSTS,
        load=lambda shown: shown.for_reading(reader),
        first=lambda: FIRST_POSTS(thread.pk, reader),
    )
    with_what_lies_beside(page.object_list)
    return {"thread": thread, "page": page, "may_reply": not thread.locked_at and not thread.hidden_at}


@require_safe
def post(request, post_id):
    """To the place of one post in its thread."""
    post = room.post(request, post_id)
    thread = post.thread
    before = thread.posts.filter(posted_at__lt=post.posted_at).count()
    same_moment = thread.posts.filter(posted_at=post.posted_at, pk__lt=post.pk).count()
    number = (before + same_moment) // POSTS + 1
    page = f"?bladzijde={number}" if number > 1 else ""
    if thread.kind == Thread.Kind.PLAN:
        address = reverse("bootcamp:shown_plan", args=[thread.bootcamp_id, thread.seat_id])
    else:
        address = thread.get_absolute_url()
    return redirect(f"{address}{page}#bericht-{post.pk}")


@require_safe
def attachment(request, attachment_id):
    """The only way to a file: it asks the same question as the page, and what is hidden is hidden here too."""
    posts = Post.objects.visible_to(request.user).readable()
    readable = Thread.objects.readable()
    files_there = Attachment.objects.filter(post__in=posts, post__thread__in=readable)
    attachment = get_object_or_404(files_there, pk=attachment_id)
    return protected.download(attachment.file, attachment.name)
