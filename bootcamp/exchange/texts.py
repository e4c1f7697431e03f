"""What someone wrote, made safe: HTML from the editor, or Markdown from the plain box when there is no script.

Both end as the same short list of elements, which is what we keep. `written` turns it back into what the plain box
shows, `plain` into bare words for searching and for mail.
"""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a"}
SCHEMES = {"http", "https", "mailto"}
LONGEST = 10_000
# Of what comes in, asked before anything is done with it: the words with the marks or elements around them.
LONGEST_RAW = 15_000
BLOCKS = {"p", "li", "blockquote", "ul", "ol"}
SPECIAL = re.compile(r"([\\`*_\[\]<>&!])")
AT_THE_START = re.compile(r"^(\s*)([-+#=~])|^(\s*\d+)([.)])")
# As `nh3` writes them. Split on these rather than matched with the space around them, which takes the square of the
# number of spaces.
BLOCK_TAG = re.compile(r"(</?(?:p|ul|ol|li|blockquote|br)>)")
ANY_TAG = re.compile(r"<[^<>]*>")

# Headings, code and tables have no place in a message: their marks stay what they are, text.
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["heading", "lheading", "code", "fence", "hr", "image", "reference", "backticks"]
)


def _paragraphs_in_items(state: StateCore) -> None:
    """As the editor writes them, so that a list looks the same wherever it was typed."""
    for token in state.tokens:
        token.hidden = False


_markdown.core.ruler.push("paragraphs_in_items", _paragraphs_in_items)


def clean(html: str) -> SafeString:
    cleaned = nh3.clean(
        html.replace("\x00", ""),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )
    return SafeString("".join(part.strip() for part in BLOCK_TAG.split(cleaned)))  # nosec B703 # nh3 cleaned it


def from_markdown(text: str) -> SafeString:
    return clean(_markdown.render(text.replace("\x00", "")))


def plain(html: str) -> str:
    """The bare words: a line per paragraph or item, with the address of a link behind its words."""
    reader = _Plain()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(filter(None, lines))


def unread(html: str) -> str:
    """What can be handed back of a text that is too long to be read: the words, for the plain box."""
    return unescape(ANY_TAG.sub("\n", html)).strip()


def says_something(words: str) -> bool:
    """Whether anything of it can be seen: a letter, a figure, a mark, an emoji."""
    return any(unicodedata.category(char)[0] in "LNPS" for char in words)


def written(html: str) -> str:
    """The Markdown that `from_markdown` turns into this cleaned HTML again."""
    reader = _Markdown()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts).strip("\n")


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.link = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "br":
            self.parts.append("\n")
        if tag == "a":
            self.link = dict(attributes).get("href") or ""
            self.before = len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")
        if tag == "a" and self.link:
            if self.link != "".join(self.parts[self.before :]):
                self.parts.append(f" ({self.link})")
            self.link = ""

    def handle_data(self, text: str) -> None:
        self.parts.append(text)


class _Markdown(HTMLParser):
    """Only for what `clean` lets through: it knows no other elements."""

    MARKS = {"strong": "**", "em": "*"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.indents: list[str] = []  # what each line starts with, for each list or quote around it
        self.counters: list[int | None] = []
        self.link = ""
        self.fresh = True  # at the start of a line, its indent written

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in self.MARKS:
            self._text(self.MARKS[tag])
        elif tag == "br":
            self._line()
        elif tag == "a":
            self.link = dict(attributes).get("href") or ""
            self._text("[")
        elif tag in ("ul", "ol"):
            self._gap()
            self.counters.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._item()
        elif tag == "blockquote":
            self._gap()
            self._text("> ")
            self.indents.append("> ")
            self.fresh = True
        elif tag == "p":
            self._gap()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.MARKS:
            self._text(self.MARKS[tag])
        elif tag == "a":
            self._text(f"](<{self.link}>)" if re.search(r"[\s()]", self.link) else f"]({self.link})")
        elif tag in ("ul", "ol"):
            self.counters.pop()
        elif tag in ("li", "blockquote"):
            self.indents.pop()

    def handle_data(self, text: str) -> None:
        if text.strip() or not self.fresh:
            escaped = SPECIAL.sub(r"\\\1", text.replace("\n", " "))
            self._text(AT_THE_START.sub(_escape_start, escaped) if self.fresh else escaped)

    def _item(self) -> None:
        counter = self.counters[-1]
        if counter is not None:
            self.counters[-1] = counter + 1
        mark = "- " if counter is None else f"{counter + 1}. "
        if not self.fresh:
            self._line()
        self._text(mark)
        self.indents.append(" " * len(mark))
        self.fresh = True

    def _text(self, text: str) -> None:
        self.parts.append(text)
        self.fresh = False

    def _line(self) -> None:
        self.parts.append("\n" + "".join(self.indents))
        self.fresh = True

    def _gap(self) -> None:
        """An empty line between two blocks; none before the first one, and none right behind a mark."""
        if self.parts and not self.fresh:
            self._line()
            self._line()


def _escape_start(match: re.Match) -> str:
    """What would start a list or a heading there stays a mark."""
    return f"{match[1]}\\{match[2]}" if match[2] else f"{match[3]}\\{match[4]}"
