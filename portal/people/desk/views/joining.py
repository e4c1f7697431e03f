"""Two schools or two boards become one: first what goes over, then it is done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.audit import trail
from portal.people.access import hpp_only
from portal.people.desk.forms import JoinBoardForm, JoinSchoolForm
from portal.people.desk.joining import BoardJoin, SchoolJoin
from portal.people.models import Board, School
from portal.reasons import NotPossible


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def school(request: HttpRequest, school_id: int) -> HttpResponse:
    gone = get_object_or_404(School.objects.select_related("board"), pk=school_id)
    return _join(request, gone, "desk:school", JoinSchoolForm(request.POST or None), SchoolJoin)


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest, board_id: int) -> HttpResponse:
    gone = get_object_or_404(Board, pk=board_id)
    return _join(request, gone, "desk:board", JoinBoardForm(request.POST or None), BoardJoin)


def _join(request: HttpRequest, gone: Any, page: str, form: forms.Form, kind: type[Any]) -> HttpResponse:
    join = preview = None
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data["other"]
        try:
            join = kind(gone=gone, kept=kept)
            if seen := request.POST.get("gezien"):
                what = f"{gone} ({gone.number}) ging op in {kept} ({kept.number}, nummer {kept.pk})"
                join.do(seen=seen[:40])
                trail.about(request, [], what=what)
                messages.success(request, f"{gone.name} is opgegaan in {kept.name}.")
                return redirect(page, kept.pk)
            preview = join.look()
        except NotPossible as reason:
            form.add_error("other", str(reason))
            preview = join.look() if join else None
    context = {
        "gone": gone,
        "form": form,
        "join": join,
        "preview": preview,
        "is_board": kind is BoardJoin,
        "back": reverse(page, args=[gone.pk]),
    }
    return render(request, "portal/desk/join.html", context)
