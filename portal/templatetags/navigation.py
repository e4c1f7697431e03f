"""What stands in the menus. A page that does not exist (yet) or that someone may not see is left out."""

import functools
from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch

from portal import addresses, menus

register = template.Library()

CALCULATOR, MATERIALS = ("WerkUrenBerekenaar", "calculator:start"), ("Materialen", "materials:material_list")
# Of whoever isn't signed in, and below each page.
PUBLIC = [
    CALCULATOR,
    ("Bootcamp", "bootcamp:bootcamp_list"),
    MATERIALS,
    ("Zo rekenen wij", "calculator:how_we_calculate"),
]


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    is_current: bool


def items(entries, path: str) -> list[Item]:
    """Current is the page that you're on or the nearest one above it, and no other."""
    labels = {}
    for label, name in entries:
        try:
            labels[addresses.of(name)] = label
        except NoReverseMatch:
            continue
    here = max((url for url in labels if path.startswith(url)), key=len, default="")
    return [Item(label, url, url == here) for url, label in labels.items()]


def _path(context) -> str:
    request = context.get("request")
    return request.path if request else ""


@register.simple_tag(takes_context=True)
def main_menu(context):
    """One's own pages come first; who has none has the menu of a visitor."""
    own = menus.main(context["request"]) if "request" in context and context["user"].is_authenticated else []
    return items([*own, MATERIALS, CALCULATOR] if own else PUBLIC, _path(context))


@register.simple_tag(takes_context=True)
def public_menu(context):
    return items(PUBLIC, _path(context))


@register.simple_tag(takes_context=True)
def account_menu(context):
    own = menus.own(context["request"]) if "request" in context else []
    beheer = [("Beheer", "admin:index")] if context["user"].is_staff else []
    return items([*own, ("Mijn account", "my_account"), *beheer], _path(context))


@register.simple_tag(takes_context=True)
def account_links(context):
    """Written once; they stand on a page twice, wide and narrow."""
    return context.template.engine.get_template("components/account_links.html").render(context)


@register.simple_tag
@functools.cache
def footer():
    """The same on every page, for everyone."""
    return render_to_string("components/footer.html")
