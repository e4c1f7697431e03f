"""The frames of a board: read by its directors, written by the board once for all its schools."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bootcamp.boards import actions
from bootcamp.boards.forms import FramesForm, SupportForm, first_values
from bootcamp.boards.models import BoardFrames, ProjectSupport, boards_read_by, boards_written_by
from bootcamp.plan.models import Plan
from portal import meanwhile
from portal.people import access
from portal.people.access import only
from portal.people.models import Board, signed_in

readers_only = only(lambda user: access.leads_schools(user) or access.is_hpp(user))
writers_only = only(access.leads_from_board)


@writers_only
@require_safe
def own_frames(request: HttpRequest) -> HttpResponse:
    board = boards_written_by(signed_in(request)).first()
    if board is None:
        raise Http404("Geen bestuur bij dit account.")
    return redirect("bootcamp:frames", board.pk)


@never_cache
@readers_only
@require_safe
def frames(request: HttpRequest, board_id: int) -> HttpResponse:
    user = signed_in(request)
    board = get_object_or_404(boards_read_by(user), pk=board_id)
    today = timezone.localdate()
    versions = list(board.frames.select_related("written_by").order_by("-number"))
    current = board.frames.in_force_on(today).select_related("written_by").first()
    context = {
        "board": board,
        "current": current,
        "later": [version for version in versions if version.valid_from > today],
        "earlier": [version for version in versions if version != current and version.valid_from <= today],
        "support": ProjectSupport.objects.filter(board=board).select_related("person").first(),
        "writes": access.leads_from_board(user),
    }
    return render(request, "bootcamp/boards/frames.html", context)


@never_cache
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def write_frames(request: HttpRequest, board_id: int) -> HttpResponse:
    """First what it reaches is shown; only then it goes through."""
    board: Board = meanwhile.locked(request, boards_written_by(signed_in(request)), pk=board_id)
    latest = BoardFrames.objects.filter(board=board).order_by("-number").first()
    form = FramesForm(request.POST or None, initial=first_values(latest.text if latest else ""))
    if request.method == "POST" and form.is_valid():
        if request.POST.get("sure") == "1":
            written = actions.write_frames(
                board=board,
                text=form.cleaned_data["text"],
                valid_from=form.cleaned_data["valid_from"],
                by=signed_in(request),
                now=timezone.now(),
            )
            messages.success(request, f"Bewaard als versie {written.number}. De directeuren krijgen een mail.")
            return redirect("bootcamp:frames", board_id)
        if request.POST.get("sure") != "0":
            return _ask_first(request, board, form)
    return render(request, "bootcamp/boards/write_frames.html", {"board": board, "form": form})


def _ask_first(request: HttpRequest, board: Board, form: FramesForm) -> HttpResponse:
    plans = Plan.objects.filter(school__board=board).select_related("school").order_by("school__name", "pk")
    context = {
        "board": board,
        "form": form,
        "text": form.cleaned_data["text"],
        "valid_from": form.cleaned_data["valid_from"],
        "plans": list(plans),
        "directors": list(actions.directors_of(board)),
    }
    return render(request, "bootcamp/boards/sure_frames.html", context)


@never_cache
@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
@meanwhile.one_at_a_time
def support(request: HttpRequest, board_id: int) -> HttpResponse:
    board: Board = meanwhile.locked(request, boards_written_by(signed_in(request)), pk=board_id)
    present = ProjectSupport.objects.filter(board=board).first()
    if request.method == "POST" and request.POST.get("withdraw") == "1":
        actions.withdraw_support(board=board)
        messages.success(request, "De scholen zien geen hulp meer.")
        return redirect("bootcamp:frames", board_id)
    initial = {"person": present.person_id, "hours": present.hours, "how": present.how} if present else {}
    form = SupportForm(request.POST or None, board=board, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.offer_support(board=board, **form.cleaned_data)
        messages.success(request, "Bewaard. De directeuren zien dit bij de kaders.")
        return redirect("bootcamp:frames", board_id)
    return render(request, "bootcamp/boards/support.html", {"board": board, "form": form, "present": present})
