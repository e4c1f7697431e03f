"""Where a value comes from, as a link with a name that can be read aloud."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

ADDRESS = re.compile(r"https?://[^\s,)]+")
LONGEST = 60
SAYS_NOTHING = {"index", "pdf", "pages", "artikelen", "docs", "node", "viewpage.action"}


@dataclass(frozen=True)
class Source:
    name: str
    url: str = ""
    note: str = ""
    """What stands behind the link."""


def source(text: str) -> Source:
    """Words alone, an address alone, or words before or behind an address."""
    address = ADDRESS.search(text)
    if address is None:
        return Source(text)
    before, after = text[: address.start()].strip(" ,:;"), text[address.end() :].strip(" ,;")
    return Source(before or name_of(address.group()), address.group(), after)


def name_of(url: str) -> str:
    """The site and what the page is about, from its address: "aob.nl: primair onderwijs"."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    if host == "github.com":
        return f"{host}: {parts.path.strip('/')}"
    segments = [segment for segment in reversed(parts.path.split("/")) if segment]
    about = next((words for words in map(_words, segments) if words), segments[0] if segments else "")
    return f"{host}: {about}" if about else host


def _words(segment: str) -> str:
    """Empty when it's a number or a word that every site uses."""
    name = re.sub(r"\.(?:html?|pdf|php|aspx?|nsf|zip)$", "", unquote(segment), flags=re.I)
    words = re.sub(r"^\d{4,} | [\d.]{5,}$", "", re.sub(r"[-_~]+", " ", name).strip())
    if name.lower() in SAYS_NOTHING or len(re.findall(r"[a-z]", words, re.I)) < len(words) / 2:
        return ""
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
