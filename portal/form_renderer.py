"""How widgets become HTML. As Django does it, but plain boxes and lists of choices without a template each: with an
include for the attributes of every one of them, those cost more than the rest of a page with a form."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

PLACE = "django/forms/widgets/"
OPTION = f"{PLACE}select_option.html"
Parts = dict[str, Any]


def attributes(attrs: Mapping[str, Any]) -> str:
    written = ((conditional_escape(name), value) for name, value in attrs.items() if value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{conditional_escape(value)}"' for name, value in written)


def box(widget: Parts) -> str:
    value = "" if widget["value"] is None else f' value="{conditional_escape(widget["value"])}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{attributes(widget["attrs"])}>'


def text_box(widget: Parts) -> str:
    name, text = conditional_escape(widget["name"]), conditional_escape(widget["value"] or "")
    return f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{text}</textarea>'


def choices(widget: Parts) -> str:
    name = conditional_escape(widget["name"])
    inner = "".join(_group(label, options) for label, options, _ in widget["optgroups"])
    return f'<select name="{name}"{attributes(widget["attrs"])}>{inner}\n</select>'


def _group(label: object, options: list[Parts]) -> str:
    inner = "".join(_option(option) for option in options)
    return f'\n<optgroup label="{conditional_escape(label)}">{inner}\n</optgroup>' if label else inner


def _option(option: Parts) -> str:
    value, label = conditional_escape(option["value"]), conditional_escape(option["label"])
    return f'\n<option value="{value}"{attributes(option["attrs"])}>{label}</option>'


WRITTEN: dict[str, Callable[[Parts], str]] = {
    **{f"{PLACE}{kind}.html": box for kind in ("text", "number", "email", "hidden", "date", "time", "url", "checkbox")},
    f"{PLACE}textarea.html": text_box,
    f"{PLACE}select.html": choices,
}


class Renderer(TemplatesSetting):
    def render(self, template_name: str, context: Parts, request: Any = None) -> SafeString:
        write = WRITTEN.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return SafeString(write(context["widget"]))  # nosec B703 # each part was escaped
