"""Markdown to safe HTML: no raw HTML comes in, and what comes out is cleaned once more."""

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

TAGS = {"h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr", "br", "table"}
TAGS |= {"thead", "tbody", "tr", "th", "td"}


def _column_head(renderer, tokens, index, options, env):
    tokens[index].attrSet("scope", "col")
    return renderer.renderToken(tokens, index, options, env)


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_markdown.add_render_rule("th_open", _column_head)


def html(text: str) -> SafeString:
    """`text` in Markdown; headings start at level 2, since the page has its own level 1."""
    cleaned = nh3.clean(
        _markdown.render(text.replace("\x00", "")),
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "th": {"scope"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return SafeString(cleaned)
