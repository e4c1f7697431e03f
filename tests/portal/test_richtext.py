"""What HPP writes becomes safe HTML, whatever is in it."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from portal.text import richtext

EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//elders.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "[x](ftp://elders.example/x)",
    "<sms:06>",
    "![x](javascript:alert(1))",
    "![x](https://elders.example/volg.png)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example" onmouseover="alert(1))',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "```\n</code><script>alert(1)</script>\n```",
    "`</code><script>alert(1)</script>`",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "## <img src=x onerror=alert(1)>\n\n| a |\n|---|\n| b |",
    '## " onfocus="alert(1)\n\n| a |\n|---|\n| b |',
    "<style>body{display:none}</style>",
    "<div style='position:fixed'>x</div>",
    "<form action=//elders.example><input name=x></form>",
    "<!-- --><!--[if IE]><script>alert(1)</script><![endif]-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
]
MAY_STAND = {*richtext.TAGS}
MAY_HAVE = {"href", "rel", "title", "start", "scope", "class", "tabindex", "role", "aria-label"}


def faults(text):
    """Whatever a browser could run, fetch or follow to somewhere it shouldn't."""
    for tag in BeautifulSoup(richtext.html(text), "html.parser").find_all(True):
        if tag.name not in MAY_STAND:
            yield f"<{tag.name}>"
        yield from (f"{tag.name} {name}" for name in tag.attrs if name not in MAY_HAVE)
        address = tag.get("href", "")
        scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
        if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
            yield address


@pytest.mark.parametrize("text", EVIL)
def test_nothing_that_runs_comes_through(text):
    assert list(faults(text)) == []


def test_the_check_itself_sees_what_is_wrong(monkeypatch):
    monkeypatch.setattr(richtext, "html", lambda text: text)

    assert list(faults("<img onerror=x><a href='javascript:x'>")) == ["<img>", "img onerror", "javascript:x"]


@given(st.lists(st.sampled_from([*EVIL, "## ", "- ", "\n", "**", "[", "](", ")", "|", "`", "<", ">", '"', "\x00"])))
def test_no_mixture_of_them_comes_through_either(parts):
    assert list(faults("".join(parts))) == []


@given(st.text())
def test_any_text_can_be_shown(text):
    assert list(faults(text)) == []


def test_raw_html_is_shown_as_text():
    assert richtext.html("<b>vet</b> & zo") == "<p>&lt;b&gt;vet&lt;/b&gt; &amp; zo</p>\n"


def test_what_people_use_comes_through():
    assert richtext.html(
        "## Kop\n\nEen **vet** en *schuin* woord, een [stap](/materialen/) en `code`.\n\n"
        "- een\n- twee\n\n3. drie\n\n> citaat\n\n---\n\nregel\\\nregel"
    ) == (
        "<h2>Kop</h2>\n"
        "<p>Een <strong>vet</strong> en <em>schuin</em> woord, "
        'een <a href="/materialen/" rel="noopener noreferrer">stap</a> en <code>code</code>.</p>\n'
        "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n"
        '<ol start="3">\n<li>drie</li>\n</ol>\n'
        "<blockquote>\n<p>citaat</p>\n</blockquote>\n"
        "<hr>\n"
        "<p>regel<br>\nregel</p>\n"
    )


@pytest.mark.parametrize(
    ("written", "ranks"),
    [
        ("# a", [2]),
        ("#### a\n\n# b\n\n#### c", [2, 2, 3]),
        ("## a\n\n### b\n\n#### c\n\n###### d\n\n## e", [2, 3, 4, 4, 2]),
        ("a\n=\n\nb\n-", [2, 2]),
    ],
)
def test_headings_start_below_that_of_the_page_and_skip_no_rank(written, ranks):
    page = BeautifulSoup(richtext.html(written), "html.parser")

    assert [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))] == ranks


def test_a_table_has_a_name_heads_and_a_box_of_its_own():
    page = BeautifulSoup(
        richtext.html("## De *agenda*\n\n| tijd | wat |\n|---|---|\n| 15.00 | begin |\n\n| a |\n|---|\n| b |"),
        "html.parser",
    )

    boxes = page.select("div.table-scroll[role=region][tabindex='0']")
    assert [box["aria-label"] for box in boxes] == ["Tabel: De agenda", "Tabel: De agenda (2)"]
    assert [box.caption.get_text() for box in boxes] == ["Tabel: De agenda", "Tabel: De agenda (2)"]
    assert [cell["scope"] for cell in boxes[0].find_all("th")] == ["col", "col"]
    assert [cell.get_text() for cell in boxes[0].find_all("td")] == ["15.00", "begin"]


def test_a_table_without_a_heading_above_it_has_a_name_too():
    assert "<caption" in richtext.html("| a |\n|---|\n| b |")
    assert 'aria-label="Tabel"' in richtext.html("| a |\n|---|\n| b |")


@pytest.mark.parametrize("text", ["", "   \n \n", "\x00"])
def test_nothing_becomes_nothing(text):
    assert not richtext.html(text).strip()
