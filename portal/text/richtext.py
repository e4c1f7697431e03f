"""Markdown to safe HTML: no raw HTML comes in, and what comes out is cleaned once more."""

from collections import Counter
from typing import Literal

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TAGS = {"h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "a", "blockquote", "hr", "br"}
TAGS |= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"tabindex", "role", "aria-label"},
}
# Only what we add ourselves carries a class: raw HTML never comes this far.
CLASSES = {"div": {"table-scroll"}, "table": {"table"}, "caption": {"visually-hidden"}}


def html(text: str) -> SafeString:
    """`text` in Markdown. Headings start at level 2, since the page has its own level 1, and skip no level; a table is
    named after the heading above it."""
    cleaned = nh3.clean(
        _markdown.render(text.replace("\x00", "")),
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return SafeString(cleaned)  # nosec B703 # nh3 cleaned it


def _rank_headings(state: StateCore) -> None:
    above = 1
    for token in state.tokens:
        if token.type == "heading_open":
            above = min(max(2, int(token.tag[1:])), above + 1, 4)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{above}"


def _name_tables(state: StateCore) -> None:
    named: list[Token] = []
    heading, names = "", Counter[str]()
    for before, token in zip([None, *state.tokens], state.tokens, strict=False):
        if before is not None and before.type == "heading_open":
            heading = "".join(part.content for part in token.children or [])
        if token.type == "table_open":
            name = f"Tabel: {heading}" if heading else "Tabel"
            names[name] += 1
            name += f" ({names[name]})" if names[name] > 1 else ""
            token.attrSet("class", "table")
            named += [_around("div_open", 1, _scroll(name)), token, *_caption(name)]
        else:
            named.append(token)
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "table_close":
            named.append(_around("div_close", -1))
    state.tokens = named


def _scroll(name: str) -> dict[str, str]:
    """A wide table scrolls inside its own box, also with the keyboard."""
    return {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": name}


def _around(kind: str, nesting: Literal[-1, 1], attributes: dict[str, str] | None = None) -> Token:
    return Token(kind, "div", nesting, attrs=dict(attributes or {}), block=True)


def _caption(name: str) -> list[Token]:
    opening = Token("caption_open", "caption", 1, attrs={"class": "visually-hidden"})
    return [opening, Token("text", "", 0, content=name), Token("caption_close", "caption", -1)]


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_markdown.core.ruler.push("rank_headings", _rank_headings)
_markdown.core.ruler.push("name_tables", _name_tables)
