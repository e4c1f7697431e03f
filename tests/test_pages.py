"""Each page of our own, as each character who may open it gets it."""

import pytest
from django.urls import reverse

from tests.access import all_rows, own_pages
from tests.pages import faults_in

ROWS = all_rows()
FILES = [name for name, row in sorted(ROWS.items()) if not row.is_page]

MADE_FOR_FRAMES = {"calculator:widget"}


def responses(name, cast):
    """(character, response) for whoever gets this page."""
    url = reverse(name, kwargs=ROWS[name].arguments(cast))
    for character, expected in ROWS[name].expected.items():
        if expected == 200:
            yield character, cast.client(character).get(url)


@pytest.mark.django_db
@pytest.mark.parametrize("name", own_pages())
def test_page_is_well_made(name, cast):
    faults = {character: faults_in(response.text) for character, response in responses(name, cast)}

    assert {character: wrong for character, wrong in faults.items() if wrong} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", own_pages())
def test_page_allows_the_browser_nothing_but_our_own(name, cast):
    url = reverse(name, kwargs=ROWS[name].arguments(cast))
    allowed = next(character for character, expected in ROWS[name].expected.items() if expected == 200)

    response = cast.client(allowed).get(url)
    response.close()

    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response.get("X-Frame-Options") == (None if name in MADE_FOR_FRAMES else "DENY")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_what_is_called_a_file_is_no_page(name, cast):
    kinds = set()
    for _, response in responses(name, cast):
        kinds.add(response["Content-Type"])
        response.close()  # a file stays open until then

    assert kinds
    assert not any(kind.startswith("text/html") for kind in kinds)


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>Sign in with your password.</p>", "'with' in 'Sign in with your password.'"),
        (
            "<details class='disclosure'><summary>Meer</summary></details>",
            "aan 'Meer' is niet te zien dat het opengaat",
        ),
        ("<p>Vul uw naam in.</p>", "'uw' in 'Vul uw naam in.'"),
        ("<h1>a</h1><h3>b</h3>", "na h1 komt h3"),
        ("<input name='uren'>", "veld 'uren' heeft geen label"),
        ("<p id='a'></p><p id='a'></p>", "id 'a' komt vaker voor"),
        ("<p style='color: red'>", "<p> heeft een style"),
        ("<a href='#weg'>x</a>", "een link naar '#weg', dat er niet is"),
        ("<script>alert(1)</script>", "er staat een script in de pagina"),
        ("<img src='https://elders.nl/a.png' alt=''>", "<img> haalt iets van https://elders.nl/a.png"),
    ],
)
def test_the_check_itself_sees_what_is_wrong(html, fault):
    assert fault in faults_in(html)
