"""The only door to WeasyPrint: our own HTML in, a tagged PDF (PDF/UA-1) out.

    pdf.render(render_to_string("materials/on_paper.html", {...}))

The page itself loads no style sheets; it gets ours for paper. Whatever else it names must be a static file of
this project: nothing comes from the net, from a `data:` address or from elsewhere on the disk. What visitors
typed reaches it as escaped text only.

A drawing in the page (`<svg>`) is handed over as a picture: WeasyPrint would look up a style for each line and dot of
it, and no style of the page reaches inside.
"""

import atexit
import functools
import gc
import itertools
import mimetypes
import re
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from celery.signals import worker_process_init, worker_process_shutdown
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.utils._os import safe_join

STYLE_SHEETS = ("css/tokens.css", "css/paper.css")
VARIANT = "pdf/ua-1"
# Gives relative addresses a root that exists nowhere; the fetcher turns them into static files.
BASE_URL = "https://static.invalid"
DRAWINGS = f"{BASE_URL}/tekening/"
DRAWING = re.compile(r"<svg\b(?P<opening>[^>]*)>(?:\s*<title[^>]*>(?P<words>[^<]*)</title>)?.*?</svg>", re.DOTALL)
LOOK = re.compile(r'\bclass="[^"]*"')

# One page at a time per process: the fonts, and what Pango knows of them, are shared between pages.
_one_at_a_time = threading.Lock()


class NotOurs(ValueError):
    """A page asked for something that isn't a static file of this project."""


def render(html: str, *, style_sheets: tuple[str, ...] = STYLE_SHEETS) -> bytes:
    with _one_at_a_time:
        styles, fonts = _styles(style_sheets)
        return _page(html).write_pdf(stylesheets=styles, font_config=fonts, pdf_variant=VARIANT)


def render_to_fit(versions: Iterable[str], *, pages: int, style_sheets: tuple[str, ...] = STYLE_SHEETS) -> bytes:
    """The first version that fits on so many pages, else the last; order them from roomy to tight."""
    with _one_at_a_time:
        styles, fonts = _styles(style_sheets)
        for html in versions:
            laid_out = _page(html).render(stylesheets=styles, font_config=fonts, pdf_variant=VARIANT)
            if len(laid_out.pages) <= pages:
                break
        return laid_out.write_pdf(pdf_variant=VARIANT)


def _page(html: str) -> Any:
    from weasyprint import HTML

    # Half a surrogate pair can't be written in UTF-8 and would stop the whole page.
    clean = html.encode("utf-8", "replace").decode("utf-8")
    page, drawings = _drawings_apart(clean)
    return HTML(string=page, base_url=f"{BASE_URL}/", url_fetcher=_fetcher()(drawings))


def _drawings_apart(html: str) -> tuple[str, dict[str, bytes]]:
    """The page with a picture for each drawing, which says what the title of the drawing says; and the drawings."""
    drawings: dict[str, bytes] = {}
    numbers = itertools.count(1)

    def picture(drawing: re.Match[str]) -> str:
        address = f"{DRAWINGS}{next(numbers)}.svg"
        drawings[address] = drawing[0].encode()
        look = LOOK.search(drawing["opening"])
        words = (drawing["words"] or "").replace('"', "&quot;")
        return f'<img {look[0] if look else ""} src="{address}" alt="{words}">'

    return DRAWING.sub(picture, html), drawings


@functools.cache
def _styles(names: tuple[str, ...]) -> tuple[list[Any], Any]:
    """The style sheets and their fonts, read once in each process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    addresses = [f"{BASE_URL}{_static_url()}{name}" for name in names]
    return [CSS(url, url_fetcher=_fetcher()({}), font_config=fonts) for url in addresses], fonts


@functools.cache
def _fetcher() -> Any:
    """The class, which can't be made before WeasyPrint is loaded."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OurOwn(URLFetcher):
        """Static files of this project, and the drawings of one page."""

        def __init__(self, drawings: dict[str, bytes]) -> None:
            super().__init__(allow_redirects=False, allowed_protocols=(), fail_on_errors=True)
            self.drawings = drawings

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url in self.drawings:
                return URLFetcherResponse(url, self.drawings[url], {"Content-Type": "image/svg+xml"})
            path = static_file(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _content_type(path)})

    return OurOwn


def static_file(url: str) -> Path:
    """The file behind the address of a static file, whether or not its name carries a hash."""
    root = f"{BASE_URL}{_static_url()}"
    if not url.startswith(root):
        raise NotOurs(f"Een pdf haalt niets op van {url[:80]}")
    name = unquote(urlsplit(url).path).removeprefix(_static_url())
    try:
        path = finders.find(name) or safe_join(settings.STATIC_ROOT, name)
    except SuspiciousFileOperation as outside:
        raise NotOurs(f"Geen statisch bestand: {name[:80]}") from outside
    if not Path(path).is_file():
        raise NotOurs(f"Geen statisch bestand: {name[:80]}")
    return Path(path)


def _static_url() -> str:
    return "/" + settings.STATIC_URL.strip("/") + "/"


def _content_type(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


@worker_process_init.connect
def warm_up(**kwargs: Any) -> None:
    """The first page needs seconds for loading; a worker does that before someone waits for it."""
    render("<!doctype html><html lang=nl><title>Warm</title><p>Warm")
    # What stays for good, WeasyPrint and its fonts, needn't be searched for garbage in the midst of every paper.
    gc.collect()
    gc.freeze()


@worker_process_shutdown.connect
def forget_fonts(**kwargs: Any) -> None:
    """WeasyPrint keeps the fonts in a temporary folder, which goes with them."""
    _styles.cache_clear()


atexit.register(forget_fonts)
