"""The pages with which HPP releases values together; nobody else sees them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calculator.household.calculation import parameters_fingerprint
from calculator.household.years import COMPLETE, SUPPORTED
from calculator.releases import actions, layers, presentation, templates
from calculator.releases.actions import NotPossible
from calculator.releases.forms import ReleaseForm, UploadForm
from calculator.releases.models import Release
from calculator.releases.reading import What
from portal.people.access import hpp_only

View = Callable[..., HttpResponse]


def for_hpp(view: View) -> View:
    return never_cache(hpp_only(view))


@for_hpp
@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    releases = list(Release.objects.for_overview())
    context = {
        "releases": releases,
        "version": parameters_fingerprint(),
        "in_use": [
            release for release in releases if release.state == Release.State.RELEASED and release.uses_from <= today
        ],
        "years": COMPLETE,
        "incomplete": [year for year in SUPPORTED if year not in COMPLETE],
        "misfits": misfits(),
        "today": today,
    }
    return render(request, "calculator/releases/release_list.html", context)


def misfits() -> list[str]:
    """Titles of what was released for an earlier version of the portal and doesn't fit this one."""
    documents = Release.objects.in_order().values_list("title", "document")
    return [title for title, document in documents if not layers.fits(document)]


@for_hpp
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            release = actions.upload(form.upload(), by=request.user, key=form.cleaned_data["key"], now=timezone.now())
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            return redirect(release)
    return render(
        request, "calculator/releases/upload.html", {"form": form, "years": list(SUPPORTED), "whats": What.all()}
    )


@for_hpp
@require_safe
def release(request: HttpRequest, release_id: int) -> HttpResponse:
    return show(request, release_or_404(release_id))


def release_or_404(release_id: int) -> Release:
    return get_object_or_404(Release.objects.with_people().defer("content"), pk=release_id)


def show(request: HttpRequest, release: Release, form: ReleaseForm | None = None) -> HttpResponse:
    report = presentation.for_page(release.report) if release.report else None
    context = {
        "release": release,
        "report": report,
        "events": release.events.select_related("by").order_by("at", "pk"),
        "form": form or release_form(release),
        "is_mine": release.uploaded_by == request.user,
        "is_stale": release.state == Release.State.CHECKED
        and release.checked_over != actions.state_of(actions.released_values()),
        "is_in_use": release.state == Release.State.RELEASED and release.uses_from <= timezone.localdate(),
    }
    return render(request, "calculator/releases/release.html", context)


def release_form(release: Release, data=None) -> ReleaseForm | None:
    if release.state != Release.State.CHECKED:
        return None
    return ReleaseForm(data, warnings=len(release.report.get("warnings", ())), today=timezone.localdate())


@for_hpp
@require_POST
def release_values(request: HttpRequest, release_id: int) -> HttpResponse:
    release = release_or_404(release_id)
    form = release_form(release, request.POST)
    if form is None:
        return asked_twice(request, release)
    if not form.is_valid():
        return show(request, release, form)
    try:
        release = actions.release(
            release_id,
            by=request.user,
            uses_from=form.cleaned_data["uses_from"],
            has_looked=form.cleaned_data.get("has_looked", False),
            now=timezone.now(),
            today=timezone.localdate(),
        )
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return show(request, release_or_404(release_id), form)
    messages.success(request, f"“{release.title}” is vrijgegeven, vanaf {release.uses_from:%d-%m-%Y}.")
    return redirect(release)


def asked_twice(request: HttpRequest, release: Release) -> HttpResponse:
    """Released by a second click is released; anything else can't be released now."""
    if release.state != Release.State.RELEASED or release.released_by != request.user:
        messages.error(request, f"Dit bestand is {release.get_state_display()}. Je kunt het niet vrijgeven.")
    return redirect(release)


@for_hpp
@require_POST
def roll_back(request: HttpRequest, release_id: int) -> HttpResponse:
    return act(request, release_id, actions.roll_back, "“{}” is teruggedraaid. De waarden van daarvoor gelden weer.")


@for_hpp
@require_POST
def check_again(request: HttpRequest, release_id: int) -> HttpResponse:
    return act(request, release_id, actions.check_again, "“{}” wordt opnieuw nagekeken.")


@for_hpp
@require_POST
def withdraw(request: HttpRequest, release_id: int) -> HttpResponse:
    return act(request, release_id, actions.withdraw, "“{}” is ingetrokken.")


def act(request: HttpRequest, release_id: int, action: Callable[..., Release], said: str) -> HttpResponse:
    release = release_or_404(release_id)
    try:
        action(release_id, by=request.user, now=timezone.now())
    except NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, said.format(release.title))
    return redirect(release)


@for_hpp
@require_safe
def uploaded_file(request: HttpRequest, release_id: int) -> HttpResponse:
    release = get_object_or_404(Release, pk=release_id)
    return as_file(bytes(release.content), release.file_name)


@for_hpp
@require_safe
def template(request: HttpRequest, what: str, year: int) -> HttpResponse:
    """The values of a year in the form in which new ones can be uploaded."""
    if what not in What.all() or year not in SUPPORTED:
        raise Http404
    return as_file(templates.workbook(What(what), year), f"{what}-{year}.xlsx")


def as_file(content: bytes, name: str) -> HttpResponse:
    """To be kept, never shown: what is in it was made by somebody else."""
    response = HttpResponse(content, content_type="application/octet-stream")
    safe = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)
    response.headers["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "replace").decode()}"'
    return response
