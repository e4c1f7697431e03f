"""The formation round in a browser: a wish on a phone, and a round from opening to decision on a wide screen."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.matching import links
from bootcamp.matching.models import FormationRound, HoursWish, RoundProposal
from tests.bootcamp.matching.factories import bits, make_wish
from tests.browser import axe_faults, overflow
from tests.factories import make_board, make_hr, make_school
from tests.jobs import do_all_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TAPS = 20


class Thumb:
    """Taps as a person does, and counts them."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def half(self, field, name):
        self._tap(self.page.locator(f"input[name={field}][value={name}]"))

    def card(self, field, value):
        self._tap(self.page.locator(f"input[name={field}][value={value}]"))

    def check(self, label):
        self._tap(self.page.get_by_label(label))

    def press(self, name):
        self._tap(self.page.get_by_role("button", name=name))

    def type_in(self, label, text):
        self.page.get_by_label(label).fill(text)
        self.taps += 1

    def _tap(self, target):
        target.click(force=True)
        self.taps += 1


@pytest.mark.parametrize("script", [True, False])
def test_a_wish_takes_twenty_taps_on_a_phone_and_no_script(visit, script):
    """At five seconds a tap, reading along, that is well within three minutes."""
    school = make_school()
    page = visit(reverse("matching:wish_by_link", args=[links.token_of(school)]), width=360, script=script)
    thumb, began = Thumb(page), time.monotonic()

    thumb.type_in("Je naam", "Roos Meijer")
    thumb.card("kind", "more")
    for half in ("mao", "mam", "dio", "dim", "woo", "wom"):
        thumb.half("own", half)
    for half in ("doo", "vro"):
        thumb.half("chosen", half)
    thumb.check("Minder dan dit mag ook")
    thumb.card("where", "board")
    thumb.card("seen_by", "hr")
    thumb.check("Ik wil dat het portaal mijn wens bewaart")
    thumb.press("Bewaar mijn wens")
    page.wait_for_url("**/wens/eigen/**")

    wish = HoursWish.objects.get()
    assert (wish.name, wish.chosen, wish.less_too, wish.seen_by) == ("Roos Meijer", bits("doo", "vro"), True, "hr")
    assert thumb.taps <= MOST_TAPS
    assert time.monotonic() - began < 180
    assert overflow(page) == 0
    if script:
        assert axe_faults(page) == []


def test_a_round_goes_from_opening_to_decision_on_a_wide_screen(visit):
    board = make_board()
    school, today = make_school(board=board, postcode="3811 AB"), timezone.localdate()
    wish = make_wish(school, seen_by="hr", name="Roos Meijer")
    make_wish(school, chosen=bits("vro"), less_too=True, name="Daan Visser", seen_by="hr")
    hr = make_hr(board)
    page = visit(reverse("matching:home"), width=1280, as_user=hr)

    page.get_by_role("link", name="Begin een ronde").click()
    page.get_by_label("Naam van de ronde").fill("Formatieronde 2027-2028")
    for label, days in (("Wensen tot en met", 10), ("Open plekken tot en met", 20), ("Gesprekken tot en met", 60)):
        page.get_by_label(label).fill((today + timedelta(days=days)).isoformat())
    page.get_by_role("button", name="Open de ronde").click()
    page.get_by_role("link", name="Vul een open plek in").click()
    page.locator("input[name=halves][value=doo]").click(force=True)
    page.get_by_label("Groep", exact=True).select_option("6")
    page.get_by_label("Vanaf", exact=True).fill((today + timedelta(days=240)).isoformat())
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("button", name="Sluit de ronde").click()
    page.get_by_role("button", name="Maak voorstellen").click()
    do_all_jobs()
    page.get_by_role("link", name="Kijk hoe ver het is").click()

    assert page.get_by_text("Roos Meijer, ").count() >= 1
    assert page.get_by_text("ook op donderdagochtend kunnen").count() == 0
    assert axe_faults(page) == []
    page.get_by_role("button", name="Begin de gesprekken").click()
    page.get_by_role("button", name="Nodig uit voor een gesprek").click()
    page.get_by_role("button", name="Afgesproken").click()
    page.get_by_role("button", name="Besluit de ronde").click()

    assert page.get_by_text("De ronde is besloten.").count() == 1
    assert RoundProposal.objects.get().wish == wish
    assert FormationRound.objects.get().state == FormationRound.State.DECIDED
    page.set_viewport_size({"width": 320, "height": 900})
    assert overflow(page) == 0
