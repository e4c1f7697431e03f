"""The small parts of a page: icons, marks, form controls. docs/componenten.md shows how each is used."""

import functools
import re
from itertools import chain

from django import forms, template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

from portal import pictures
from portal.people.sectors import Sector, goal_in_words

register = template.Library()

CONFIDENCE = {
    "bevestigd": ("staat vast", ""),
    "één bron": ("één bron", "confidence--single"),
    "afgeleid": ("afgeleid", "confidence--derived"),
    "voorstel": ("voorstel", "confidence--proposal"),
    "laatst bekend": ("laatst bekend", "confidence--proposal"),
    "deels": ("niet alles meegerekend", "confidence--proposal"),
    "ontbreekt": ("niet meegerekend", "confidence--proposal"),
}
NUMBERS = ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]

register.simple_tag(pictures.rekenrek)
register.simple_tag(pictures.beads)
register.simple_tag(pictures.attendance)


@functools.cache
def icon_names() -> frozenset[str]:
    with open(finders.find("img/icons.svg")) as file:
        return frozenset(re.findall(r'id="i-([a-z]+)"', file.read()))


@register.simple_tag
@functools.cache
def icon(name):
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"There is no icon {name!r} in static/img/icons.svg.")
    return format_html(
        '<svg class="icon" aria-hidden="true" viewBox="0 0 24 24"><use href="{}#i-{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def goal(number, sector=Sector.PO):
    """One of the five goals of the approach, as a tag with its number and name."""
    return format_html(
        '<span class="goal goal--{0}"><span class="goal__number">{0}</span>{1}</span>',
        number,
        goal_in_words(number, sector),
    )


@register.simple_tag
def confidence(zekerheid):
    """How sure we are of a value, in the words of the engine."""
    words, css = CONFIDENCE[zekerheid]
    return format_html('<span class="{}">{}</span>', f"confidence {css}".strip(), words)


def control_class(widget: forms.Widget) -> str:
    own = widget.attrs.get("class", "")
    if isinstance(widget, forms.CheckboxInput):
        return f"bead-input {own}".strip()
    if "input--" not in own:
        if isinstance(widget, forms.NumberInput):
            own = f"input--short {own}"
        elif isinstance(widget, forms.DateInput | forms.TimeInput | forms.DateTimeInput):
            own = f"input--middle {own}"
    return f"input {own}".strip()


@register.simple_tag
def control(field):
    """The input of a field with our classes; a widget of portal/widgets.py brings its unit along."""
    widget = field.field.widget
    # A placeholder (allauth brings some) vanishes while you type; label and hint stay.
    box = field.as_widget(attrs={"class": control_class(widget), "placeholder": False})
    before, after = getattr(widget, "before", ""), getattr(widget, "after", "")
    if not before and not after:
        return box
    before = before and format_html('<span aria-hidden="true">{}</span>', before)
    return format_html('<span class="with-unit">{}{} {}</span>', before, box, after)


@register.filter
def kind(field):
    """Which of the four shapes of field.html this field has."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, forms.RadioSelect):
        return "cards"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "input"


def _link_target(field) -> str:
    if field.is_hidden:
        return ""
    if field.field.widget.use_fieldset:
        return next((part.id_for_label for part in field.subwidgets), "")
    return field.id_for_label


def _is_formset(form) -> bool:
    return hasattr(form, "management_form")


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms_, kept="Wat je al invulde, staat er nog."):
    """Every error of one or more forms (or formsets, or lists) in one place, each with a link to its field."""
    all_forms = list(chain.from_iterable([form] if isinstance(form, forms.BaseForm) else form for form in forms_))
    general = [message for form in forms_ if _is_formset(form) for message in form.non_form_errors()]
    faults = []
    for form in all_forms:
        general += form.non_field_errors()
        faults += [(_link_target(field), message) for field in form for message in field.errors]
    count = len(faults)
    if count == 0:
        title = "Dit lukt zo nog niet"
    elif count == 1:
        title = "Eén antwoord klopt nog niet"
    else:
        number = NUMBERS[count].capitalize() if count < len(NUMBERS) else count
        title = f"{number} antwoorden kloppen nog niet"
    return {"title": title, "general": general, "faults": faults, "kept": kept}


@register.simple_tag
def attributes(widget_data):
    """The attributes of a radio or check box that we draw ourselves."""
    pairs = [(name, value) for name, value in widget_data["attrs"].items() if value not in (None, False, "")]
    return format_html_join("", ' {}="{}"', ((name, name if value is True else value) for name, value in pairs))


@register.filter
def qr_picture(svg):
    """The QR code of allauth as part of the page: the security policy allows no data: address."""
    drawing = re.search(r"<path d=\"([MHVhvzZ0-9., -]+)\"", svg.replace("svg:", ""))
    box = re.search(r'viewBox="([0-9. ]+)"', svg)
    return format_html(
        '<svg viewBox="{}" role="img" aria-label="QR-code met je sleutel"><path d="{}"/></svg>', box[1], drawing[1]
    )
