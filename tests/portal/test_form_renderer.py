"""Widgets that are written without a template look as Django's own."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

from portal.form_renderer import WRITTEN, Renderer

SHARP = '<b title="x">\'&'
CHOICES = [("", "Kies"), (1, "één"), ("<2>", SHARP), ("Groep <", [("a", "A"), (True, mark_safe("<i>b</i>"))])]
WIDGETS = {
    "text": forms.TextInput({"class": "input", "data-x": SHARP, "hidden": True, "disabled": False}),
    "number": forms.NumberInput({"min": 0, "max": 12.5}),
    "email": forms.EmailInput(),
    "hidden": forms.HiddenInput(),
    "date": forms.DateInput(),
    "time": forms.TimeInput(),
    "url": forms.URLInput(),
    "checkbox": forms.CheckboxInput(),
    "textarea": forms.Textarea({"rows": 3}),
    "select": forms.Select(choices=CHOICES),
}
VALUES = [None, "", SHARP, "1", "a", mark_safe("&amp;"), 7, True, "tussen\nregels"]


@pytest.mark.parametrize("kind", WIDGETS)
@pytest.mark.parametrize("value", VALUES)
def test_a_widget_looks_as_django_writes_it(kind, value):
    def written(renderer):
        html = WIDGETS[kind].render("naam<", value, attrs={"id": "id_naam"}, renderer=renderer)
        return html if kind == "textarea" else "".join(line.strip() for line in html.splitlines())

    assert written(Renderer()) == written(TemplatesSetting())


def test_each_of_them_is_tried_here():
    assert {name.rpartition("/")[2].removesuffix(".html") for name in WRITTEN} == set(WIDGETS)
