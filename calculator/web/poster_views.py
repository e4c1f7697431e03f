"""A director chooses school and scale, and gets the poster as PDF or as a drawing."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from calculator.charts.card import draw_poster
from calculator.household.years import shown_in
from calculator.web import example, posters
from portal.papers import requests
from portal.people.models import School
from portal.reasons import NotPossible


class PosterForm(forms.Form):
    school = forms.ModelChoiceField(
        label="Voor welke school?",
        queryset=School.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "Deze school hoort niet bij jouw account. Kies een school uit de lijst."},
    )
    scale = forms.ChoiceField(
        label="Welke schaal hebben de meeste leerkrachten?",
        help_text="Die staat dan al ingevuld bij wie de code scant. Iedereen kan hem daar veranderen.",
        error_messages={"invalid_choice": "Kies een schaal uit de lijst."},
    )

    def __init__(self, *args, schools, scales, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools
        self.fields["scale"].choices = [(name, name) for name in scales]
        self.fields["scale"].initial = example.USUAL_SCALE
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]
            self.fields["school"].widget = forms.HiddenInput()


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    schools = _schools(request)
    if not schools:
        raise Http404
    form = PosterForm(request.POST or None, schools=schools, scales=_scales())
    if form.is_valid():
        school, scale = form.cleaned_data["school"], form.cleaned_data["scale"]
        try:
            posters.ask(school, scale, now=timezone.now())
        except NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("calculator:school_poster", school.pk, scale)
    return render(request, "calculator/poster/choose.html", {"form": form, "schools": schools})


@require_http_methods(["GET", "HEAD", "POST"])
def poster(request: HttpRequest, school_id: int, scale: str) -> HttpResponse:
    """Without script the page loads itself anew while the PDF is made."""
    school = _school(request, school_id, scale)
    busy = ""
    if request.method == "POST":
        try:
            posters.ask(school, scale, now=timezone.now())
            return redirect("calculator:school_poster", school.pk, scale)
        except NotPossible as reason:
            busy = str(reason)
    state = posters.state(school, scale, today=timezone.localdate())
    context = {
        "school": school,
        "scale": scale,
        "state": state.value,
        "busy": busy,
        "address": example.address(scale),
    }
    return requests.waiting(render(request, "calculator/poster/poster.html", context), state)


@require_safe
def poster_pdf(request: HttpRequest, school_id: int, scale: str) -> HttpResponse:
    content = posters.content(_school(request, school_id, scale), scale, today=timezone.localdate())
    if content is None:
        raise Http404
    return requests.as_file(content, f"poster-{scale.lower()}")


@require_safe
def poster_svg(request: HttpRequest, school_id: int, scale: str) -> HttpResponse:
    school = _school(request, school_id, scale)
    return as_drawing(draw_poster(posters.of(school, scale, today=timezone.localdate())), f"poster-{scale.lower()}")


def as_drawing(svg: str, name: str) -> HttpResponse:
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{name}.svg"'
    return response


def _schools(request: HttpRequest):
    return School.objects.led_by(request.user).order_by("name", "city", "pk")


def _scales() -> dict[str, range]:
    return example.scales(shown_in(timezone.localdate()))


def _school(request: HttpRequest, school_id: int, scale: str) -> School:
    """Of someone who speaks for it, and with a scale that there is; else there's nothing here."""
    if scale not in _scales():
        raise Http404
    return get_object_or_404(_schools(request), pk=school_id)
