"""HPP reads DUO's lists of schools and boards in, looks at what would change, and makes it so or not."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from portal import limits
from portal.listing import kept, page_of
from portal.people.access import hpp_only
from portal.people.lists import actions
from portal.people.lists.forms import KINDS, ApplyForm, UploadListForm
from portal.people.lists.models import ListChange, SchoolList
from portal.people.lists.showing import shown
from portal.people.models import School, signed_in
from portal.reasons import NotPossible

PAGE_SIZE = 50
SUSPICIOUS = 0.1
"""The part of our schools that a list may let disappear before we ask whether it's the right file."""


@hpp_only
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("lists.upload", "20/hour", methods=("POST",))
def lists(request: HttpRequest) -> HttpResponse:
    form = UploadListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        school_list = actions.upload(file, name=file.name, by=signed_in(request), now=timezone.now())
        return redirect(school_list)
    page = page_of(request, SchoolList.objects.latest_first(), PAGE_SIZE)
    number = School.objects.public().count()
    return render(request, "portal/lists/lists.html", {"form": form, "page": page, "number": number})


@hpp_only
@require_http_methods(["GET", "HEAD"])
def school_list(request: HttpRequest, list_id: int) -> HttpResponse:
    return _shown(request, _one(list_id), None)


def _one(list_id: int) -> SchoolList:
    return get_object_or_404(SchoolList.objects.latest_first(), pk=list_id)


def _shown(request: HttpRequest, school_list: SchoolList, form: ApplyForm | None) -> HttpResponse:
    counts = {
        row["kind"]: row["number"]
        for row in school_list.changes.values("kind").annotate(number=Count("pk")).order_by("kind")
    }
    kind = request.GET.get("soort", "")
    changes = school_list.changes.select_related("school__board", "board").order_by("name", "pk")
    if kind in KINDS:
        changes = changes.filter(kind=kind)
    page = page_of(request, changes, PAGE_SIZE)
    context = {
        "list": school_list,
        "tabs": [(name, KINDS[name], counts[name], name == kind) for name in KINDS if name in counts],
        "total": sum(counts.values()),
        "kind": kind if kind in KINDS else "",
        "page": page,
        "changes": shown(page.object_list),
        "kept": kept(request),
        "form": form or (ApplyForm() if _is_suspicious(school_list, counts) else None),
        "gone": counts.get(ListChange.Kind.GONE, 0),
        "can_be_undone": actions.can_be_undone(school_list),
    }
    response = render(request, "portal/lists/list.html", context)
    if school_list.is_busy:
        response["Refresh"] = "2"
    return response


def _is_suspicious(school_list: SchoolList, counts: dict[str, int]) -> bool:
    known = School.objects.public().filter(listed_in=school_list.kind).count()
    return counts.get(ListChange.Kind.GONE, 0) > max(5, SUSPICIOUS * known)


@hpp_only
@require_POST
def apply(request: HttpRequest, list_id: int) -> HttpResponse:
    school_list = _one(list_id)
    counts = school_list.changes.aggregate(weg=Count("pk", filter=Q(kind=ListChange.Kind.GONE)))
    if school_list.state == SchoolList.State.READY and _is_suspicious(school_list, counts):
        form = ApplyForm(request.POST)
        if not form.is_valid():
            return _shown(request, school_list, form)
    return _do(request, school_list, lambda: actions.apply(list_id=list_id, now=timezone.now()))


@hpp_only
@require_POST
def throw_away(request: HttpRequest, list_id: int) -> HttpResponse:
    return _do(request, _one(list_id), lambda: actions.throw_away(list_id=list_id))


@hpp_only
@require_POST
def undo(request: HttpRequest, list_id: int) -> HttpResponse:
    return _do(request, _one(list_id), lambda: actions.undo(list_id=list_id, now=timezone.now()))


def _do(request: HttpRequest, school_list: SchoolList, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except NotPossible as reason:
        messages.error(request, str(reason))
    return redirect(school_list)
