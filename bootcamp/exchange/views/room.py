"""What every page of the exchange shares: whether you may enter, and what stands around it."""

import functools

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bootcamp.exchange import visits
from bootcamp.exchange.models import Post, Report, Thread, bootcamps_of, may_enter
from bootcamp.seats.models import Bootcamp, seats_followed_by
from portal import kept, limits
from portal.people import access


def bootcamp(request, bootcamp_id: int) -> Bootcamp:
    return get_object_or_404(bootcamps_of(request.user), pk=bootcamp_id)


THREAD = kept.Question(lambda thread: Thread.objects.filter(pk=thread).select_related("bootcamp"))


def thread(request, thread_id: int) -> Thread:
    thread = next(iter(THREAD(thread_id)), None)
    if thread is None or not may_enter(request.user, thread.bootcamp_id):
        raise Http404
    return thread


def post(request, post_id: int) -> Post:
    posts = Post.objects.visible_to(request.user).select_related("thread__bootcamp", "author", "school")
    return get_object_or_404(posts, pk=post_id)


def own_post(request, post_id: int) -> Post:
    """What the user wrote, as long as it may change."""
    own = Post.objects.visible_to(request.user).readable().filter(author=request.user)
    return get_object_or_404(own.select_related("thread__bootcamp"), pk=post_id)


def around(request, bootcamp: Bootcamp) -> dict:
    """The context of the frame: where the user came from, and what waits for HPP."""
    is_hpp = access.is_hpp(request.user)
    theirs = (seat for seat in seats_followed_by(request.user) if seat.is_active and seat.bootcamp_id == bootcamp.pk)
    seat = next(theirs, None)
    reports = Report.objects.filter(settled_at=None, post__thread__bootcamp=bootcamp).count() if is_hpp else 0
    return {"bootcamp": bootcamp, "seat": seat, "is_hpp": is_hpp, "open_reports": reports}


def news(request, bootcamp: Bootcamp) -> dict:
    """Which threads have something that came since the visit before this one; two queries, and one to write when a
    visit begins."""
    since = visits.since(user=request.user, bootcamp=bootcamp, now=timezone.now())
    threads = visits.news(user=request.user, bootcamp=bootcamp, moment=since)
    on_square = [thread for thread in threads if thread.kind in Thread.ON_THE_SQUARE]
    return {
        "since": since,
        "news": {thread.pk for thread in threads},
        "new_talks": len(threads) - len(on_square),
        "new_on_square": len(on_square),
        "new_advice": {thread.seat_id for thread in threads if thread.kind == Thread.Kind.PLAN},
    }


def not_too_fast(view):
    """Who posts faster than anyone can write hears that in the form, which keeps what was typed."""

    def refused(request, seconds):
        request.has_to_wait = limits.in_words(seconds)
        return view(request, **request.resolver_match.kwargs)

    careful = limits.limited("bootcamp.exchange.post", "20/minute", methods=("POST",), refused=refused)(view)
    return functools.wraps(view)(careful)


def form_of(request, form_class, bootcamp, **more):
    return form_class(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        bootcamp=bootcamp,
        wait=getattr(request, "has_to_wait", ""),
        **more,
    )
