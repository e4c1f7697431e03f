"""What must hold for the HTML of every page, whoever asks for it. `faults_in(html)` is empty when all is well."""

import itertools
import re

from bs4 import BeautifulSoup, NavigableString
from bs4.element import TemplateString

# Words that no Dutch sentence has; libraries bring their own texts along, in English or as "u".
FOREIGN = re.compile(r"\b(?:the|your?|please|this|with|have|must|cannot|and|successfully|uw?)\b", re.IGNORECASE)
EVENT = re.compile(r"^on[a-z]+$")
ID_LISTS = ("aria-labelledby", "aria-describedby", "aria-controls")


def faults_in(html: str) -> list[str]:
    page = BeautifulSoup(html, "html.parser")
    checks = (words, head, ids, headings, labels, references, nothing_inline)
    checks += (nothing_foreign, buttons, disclosures, tables, pictures)
    return [fault for check in checks for fault in check(page)]


def words(page):
    for text in page.find_all(string=True):
        apart = text.find_parent(["script", "style", "code", "pre", "svg"]) or text.find_parent(lang="en")
        # What somebody else called a page of theirs stays as it is.
        apart = apart or text.find_parent("a", href=re.compile("^https?:"))
        if not apart and (word := FOREIGN.search(text)):
            yield f"{word[0]!r} in {' '.join(text.split())[:80]!r}"


def head(page):
    if page.html is None or page.html.get("lang") != "nl":
        yield "de taal staat niet in <html lang>"
    title = " ".join(page.title.get_text().split()) if page.title else ""
    if not re.fullmatch(r"\S.* \| Uren-portaal", title):
        yield f"de titel is {title!r}"
    if not page.select_one("a.skip-link[href='#inhoud']") or not page.select_one("main#inhoud"):
        yield "er is geen sprong naar de inhoud"


def ids(page):
    seen = [tag["id"] for tag in page.find_all(id=True)]
    for twice in sorted({name for name in seen if seen.count(name) > 1}):
        yield f"id {twice!r} komt vaker voor"


def headings(page):
    ranks = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    if ranks.count(1) != 1:
        yield f"er zijn {ranks.count(1)} koppen h1"
    for before, after in itertools.pairwise(ranks):
        if after > before + 1:
            yield f"na h{before} komt h{after}"


def labels(page):
    named = {tag.get("for") for tag in page.find_all("label")}
    for control in page.find_all(["input", "select", "textarea"]):
        if control.get("type") in ("hidden", "submit", "button"):
            continue
        inside = control.find_parent("label") is not None
        if not (inside or control.get("id") in named or control.get("aria-label") or control.get("aria-labelledby")):
            yield f"veld {control.get('name') or control.get('id')!r} heeft geen label"
        if (control.get("placeholder") or "").strip():  # a blank one says nothing
            yield f"veld {control.get('name')!r} heeft een placeholder"
    for label in page.find_all("label"):
        if label.get("for") and not page.find(id=label["for"]):
            yield f"label voor {label['for']!r}, dat er niet is"
    for group in page.find_all("fieldset"):
        if not group.find("legend"):
            yield "een fieldset heeft geen legend"


def disclosures(page):
    for summary in page.select("details.disclosure > summary"):
        if not summary.find("svg"):
            yield f"aan {summary.get_text(strip=True)!r} is niet te zien dat het opengaat"


def references(page):
    for name in ID_LISTS:
        for tag in page.find_all(attrs={name: True}):
            for target in tag[name].split() if isinstance(tag[name], str) else tag[name]:
                if not page.find(id=target):
                    yield f"{name} wijst naar {target!r}, dat er niet is"
    for link in page.select("a[href^='#']"):
        if not page.find(id=link["href"][1:]):
            yield f"een link naar {link['href']!r}, dat er niet is"


def nothing_inline(page):
    for tag in page.find_all(True):
        if tag.has_attr("style"):
            yield f"<{tag.name}> heeft een style"
        yield from (f"<{tag.name}> heeft {name}" for name in tag.attrs if EVENT.match(name))
    if page.find("style"):
        yield "er staat stijl in de pagina"
    for script in page.find_all("script"):
        if not script.get("src") and script.get("type") != "application/json":
            yield "er staat een script in de pagina"


def nothing_foreign(page):
    """Links may lead elsewhere; what the browser fetches or sends may not."""
    for tag in page.find_all(["link", "script", "img", "iframe", "source", "use", "form", "object", "embed"]):
        for name in ("src", "href", "srcset", "action", "data"):
            value = tag.get(name, "")
            if value.startswith(("http:", "https:", "//", "data:")):
                yield f"<{tag.name}> haalt iets van {value[:60]}"


def buttons(page):
    for button in page.find_all("button"):
        if not button.get("type"):
            yield f"knop {button.get_text(strip=True)!r} zegt niet of hij verstuurt"
    for tag in page.find_all(["a", "button", "summary"]):
        # Words in a <template> count too: a script shows them.
        named = tag.get_text(strip=True, types=(NavigableString, TemplateString)) or tag.get("aria-label")
        if not named:
            yield f"<{tag.name}> {tag.get('href', '')} heeft geen naam"


def tables(page):
    for table in page.find_all("table"):
        if not table.find("caption"):
            yield "een tabel heeft geen caption"
        if any(not cell.get("scope") for cell in table.find_all("th")):
            yield "een th heeft geen scope"


def pictures(page):
    for image in page.find_all("img"):
        if not image.has_attr("alt"):
            yield "een img heeft geen alt"
    for drawing in page.find_all("svg"):
        says = drawing.get("aria-label") or drawing.get("aria-labelledby")
        if drawing.get("aria-hidden") != "true" and not (drawing.get("role") == "img" and says):
            yield "een svg is niet verborgen en zegt niet wat hij toont"
