"""The calculator in a frame on another site."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.calculator.web.typed import WORK

ADDRESS = reverse("calculator:widget")


def read(response):
    return BeautifulSoup(response.text, "html.parser")


def test_any_site_may_frame_this_page_and_no_other(client):
    framed, other = client.get(ADDRESS), client.get(reverse("calculator:start"))

    assert "X-Frame-Options" not in framed
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "script-src 'self'" in framed["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]


def test_the_address_fills_in_what_the_school_knows(client):
    page = read(client.get(ADDRESS, {"schaal": "LC", "trede": "10", "uren": "24", "wens": "30"}))

    assert page.select_one("[name=work-scale] [selected]")["value"] == "LC"
    assert page.select_one("[name=work-step] [selected]")["value"] == "10"
    assert page.select_one("[name=work-hours_now]")["value"] == "24"
    assert page.select_one("[name=work-hours_wish]")["value"] == "30"


@pytest.mark.parametrize("value", ["", "x" * 5000, "\x00", "<b>", "99", "-1"])
def test_odd_parameters_do_no_harm(client, value):
    response = client.get(ADDRESS, dict.fromkeys(["schaal", "trede", "uren", "wens"], value))

    assert response.status_code == 200
    assert read(response).select(".field__error") == []


def test_the_answer_stands_below_the_questions(client):
    page = read(client.post(ADDRESS, WORK))

    assert page.select_one(".form-live__title").get_text(strip=True).replace("\xa0", " ").startswith("Je houdt € ")
    onward = page.select_one("button[name=naar]")
    assert (onward["formaction"], onward["formtarget"]) == (reverse("calculator:start"), "_blank")


def test_errors_stand_at_their_fields(client):
    page = read(client.post(ADDRESS, {**WORK, "work-hours_now": "82"}))

    assert "Bedoelde je 28?" in page.select_one(".field__error").get_text()
    assert page.select_one("[name=work-hours_now]")["value"] == "82"
