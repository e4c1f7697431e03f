"""Form controls with something beside them. The box itself is plain text, so that what was typed is never lost."""

import functools
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Self

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class UnitInput(forms.TextInput):
    """A short number with its unit: `UnitInput("uur")`, `UnitInput("dagen", inputmode="numeric")`."""

    def __init__(
        self,
        after: str = "",
        *,
        before: str = "",
        inputmode: str = "decimal",
        css: str = "input--short",
        attrs: dict[str, Any] | None = None,
    ):
        self.before, self.after = before, after
        super().__init__({"inputmode": inputmode, "class": css, **(attrs or {})})


class EurosInput(UnitInput):
    def __init__(self, after: str = "", *, attrs: dict[str, Any] | None = None):
        super().__init__(after, before="€", css="input--middle", attrs=attrs)


class Choice(str):
    """The label of a radio card with a line of explanation: `("ja", Choice("Ja, we wonen samen", "Dan ..."))`."""

    text: str

    def __new__(cls, title: str, text: str = "") -> Self:
        choice = super().__new__(cls, title)
        choice.text = text
        return choice


class LongSelect(forms.Select):
    """A list of hundreds in one piece; Django renders a template for each, which costs more than the rest of the
    page."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        outer = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        chosen = set(self.format_value(value) or ())
        return format_html("<select{}>{}</select>", outer, self.written(chosen))

    def written(self, chosen: Collection[str]) -> SafeString:
        return long_options(self.choices, chosen)


def long_options(choices: Iterable[Any], chosen: Collection[str]) -> SafeString:
    """The options of a long list; a group is `(label, [choices])`."""
    return format_html_join("", "{}", ((_option_or_group(value, label, chosen),) for value, label in choices))


def _option_or_group(value: Any, label: Any, chosen: Collection[str]) -> SafeString:
    if isinstance(label, list):
        return format_html('<optgroup label="{}">{}</optgroup>', value, long_options(label, chosen))
    value = "" if value is None else str(value)
    return _option(value, str(label), value in chosen)


# Typed: the same words may come as text to escape and as HTML.
@functools.lru_cache(1024, typed=True)
def _option(value: str, label: str, is_chosen: bool) -> SafeString:
    return format_html('<option value="{}"{}>{}</option>', value, " selected" if is_chosen else "", label)


class BeadCountInput(forms.Widget):
    """A small number as beads on a wire: tap the third and three are moved. For more there is a box, which wins."""

    template_name = "components/bead_count.html"
    use_fieldset = True
    LAST = 8

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return (data.get(f"{name}-meer") or "").strip() or data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-meer" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        text = "" if value is None else str(value)
        beads = [str(number) for number in range(self.LAST + 1)]
        context["widget"] |= {
            "beads": [(bead, bead == text) for bead in beads],
            "last": self.LAST,
            "above": "" if text in beads else text,
        }
        return context

    def subwidgets(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """The first bead, to which an error leads."""
        yield {"attrs": {"id": f"{(attrs or {}).get('id', name)}_0"}}
