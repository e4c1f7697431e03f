"""The page of a board's menu: what it says of each option, what it refuses, and who may see it."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from bootcamp.benchmarks import actions as benchmarks
from bootcamp.benchmarks.known import KNOWN
from bootcamp.menu import sheets
from bootcamp.menu.models import BoardMenu, GrantFact, MenuOption
from portal.people.access import Role
from tests.factories import make_board, make_hr, make_menu, make_option, make_second_step, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


@pytest.fixture
def board():
    return make_board(name="Stichting Zonnekring")


@pytest.fixture
def writer(client, board):
    hr = make_hr(board)
    client.force_login(hr)
    return client


def make_hpp():
    someone = make_user(Role.HPP)
    make_second_step(someone)
    return someone


def page_of(client, menu, **asked):
    return client.get(menu.get_absolute_url(), asked)


def words(response):
    return " ".join(BeautifulSoup(response.text, "html.parser").get_text(" ").split())


def option_form(client, menu, kind, **typed):
    usual = {"title": "Geld", "amount": "1.000", "purpose": "meer", "takers": "5", "already": "0"}
    usual |= {"pro_rata": "on", "also_already": "on"}
    address = reverse("menu:option_new", args=[menu.pk, kind])
    posted = {name: value for name, value in {**usual, **typed}.items() if value is not None}
    return client.post(address, posted)


def test_a_board_makes_a_menu_adds_a_bonus_and_sees_what_each_kind_keeps(writer, board):
    added = writer.post(
        reverse("menu:new", args=[board.pk]),
        {"title": "Voorjaar", "year": "2026", "job": "24-32", "step": "8", "most": "2"},
        follow=True,
    )
    menu = BoardMenu.objects.get(board=board)
    option_form(writer, menu, "bonus")

    page = words(page_of(writer, menu))

    assert "Bonus, bruto per jaar" in added.text
    assert "De één houdt € 199 over, de ander € 495" in page
    assert "€ 17 tot € 41 per maand" in page
    assert "€ 5.800 tot € 6.800" in page
    assert "€ 9.244" in page
    assert "€ 3.634" in page
    assert "zeker vanaf € 9.334" in page
    assert "€ 296 per jaar minder toeslag : alleenstaande ouder, 2 kinderen bso, huur" in page


def test_every_kind_can_be_added_and_shown(writer, board):
    menu = make_menu(board=board)
    for kind in MenuOption.Kind.values:
        typed = {"title": f"Keuze {kind}"}
        if kind in ("reizen", "dagen", "netto", "toelage"):
            typed["amount"] = {"reizen": "0,23", "dagen": "5", "netto": "150", "toelage": "100"}[kind]
        if kind == "netto":
            typed["gross"] = "5.220"
        if kind in ("later", "taken"):
            typed["supervision"] = "een onderwijsassistent"
        assert option_form(writer, menu, kind, **typed).status_code == 302, kind

    page = words(page_of(writer, menu))

    assert all(f"Keuze {kind}" in page for kind in MenuOption.Kind.values)
    assert "40 uur vrij per jaar, geen geld" in page
    assert "een onderwijsassistent" in page
    assert "Welke keuze wint voor wie?" in page


def test_a_net_wish_says_which_gross_it_takes_before_it_is_kept(writer, board):
    menu = make_menu(board=board)

    page = option_form(writer, menu, "netto", amount="150", gross="")

    assert not menu.options.exists()
    assert "€\xa03.634 tot €\xa09.244 bruto per jaar nodig" in page.text
    assert 'value="150"' in page.text


@pytest.mark.parametrize(
    "typed",
    [
        {"amount": "1.000 of 2.000"},
        {"amount": "alleenstaand 2000, stel 1000"},
        {"text": "Alleenstaande ouders krijgen € 500 extra."},
        {"title": "500 euro als je partner werkt"},
    ],
)
def test_an_amount_by_household_is_refused(writer, board, typed):
    menu = make_menu(board=board)

    page = option_form(writer, menu, "bonus", **typed)

    assert not menu.options.exists()
    assert "Een bedrag per huishouden kan niet." in page.text
    assert next(iter(typed.values())) in BeautifulSoup(page.text, "html.parser").prettify(formatter=None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": ""}, "Vul een getal in, zoals 100."),
        ({"amount": "twaalf"}, "Vul een getal in, zoals 4 of 12,5."),
        ({"amount": "12.001"}, "Vul een getal in van 1 tot en met 12.000."),
        ({"takers": "0"}, "Vul een heel getal in van 1 tot en met 5000."),
        ({"min_hours": "41"}, "Vul een heel getal in van 1 tot en met 40."),
        ({"is_temporary": "on"}, "Vul in tot wanneer het is."),
        ({"starts_on": "2027-08-01", "ends_on": "2027-07-31"}, "Deze dag ligt voor de eerste dag."),
        ({"also_already": None, "already": "3"}, "Je zegt dat zij het niet krijgen."),
        ({"title": ""}, "Geef de keuze een naam."),
    ],
)
def test_what_cant_be_is_said_at_its_field(writer, board, typed, said):
    menu = make_menu(board=board)

    page = option_form(writer, menu, "bonus", **typed)

    assert not menu.options.exists()
    assert said in page.text


def test_what_someone_else_changed_meanwhile_is_never_overwritten_unseen(writer, board):
    option = make_option(make_menu(board=board))
    address = reverse("menu:option", args=[option.menu_id, option.pk])
    stood = seen(writer, address)
    MenuOption.objects.filter(pk=option.pk).update(amount=Decimal(1500))

    page = writer.post(
        address, {"title": "Geld", "amount": "900", "purpose": "meer", "takers": "5", "already": "0", **stood}
    )

    assert "Iemand anders wijzigde dit" in page.text
    assert MenuOption.objects.get(pk=option.pk).amount == 1500


DISTINCTIONS = {
    "min_hours": (None, 32),
    "also_already": (True, False),
    "pro_rata": (True, False),
    "permanent_staff_only": (False, True),
    "parents_only": (False, True),
}


@given(
    st.lists(st.fixed_dictionaries({name: st.sampled_from(both) for name, both in DISTINCTIONS.items()}), max_size=4)
)
@settings(max_examples=20, deadline=None)
def test_no_random_menu_shows_a_distinction_without_its_warning(several):
    menu = make_menu()
    for terms in several:
        make_option(menu, **terms)
    sheet = sheets.of(BoardMenu.objects.whole().get(pk=menu.pk), today=TODAY)

    keys = {warning.key for warning, _ in sheet.warnings}

    assert ("drempel" in keys) == any(terms["min_hours"] for terms in several)
    assert ("alleen_uitbreiders" in keys) == any(not terms["also_already"] for terms in several)
    for option, terms in zip(sheet.options, several, strict=True):
        said = {warning.key for warning in option.warnings}
        assert ("drempel" in said) == (terms["min_hours"] is not None)
        assert ("alleen_vast" in said) == terms["permanent_staff_only"]
        assert ("niet_naar_rato" in said) == (not terms["pro_rata"])
        assert ("alleen_ouders" in said) == terms["parents_only"]


def test_the_warning_stands_on_the_page_whoever_looks(client, board):
    menu = make_menu(board=board)
    make_option(menu, min_hours=40)

    for user in (make_hr(board), make_hpp()):
        client.force_login(user)
        assert "Alleen vanaf een aantal uren (keuze 1)" in words(page_of(client, menu))


def test_without_a_reason_a_menu_with_a_distinction_isnt_shared(writer, board):
    menu = make_menu(board=board)
    make_option(menu, min_hours=40)

    page = writer.post(reverse("menu:sharing", args=[menu.pk]), follow=True)

    assert "Schrijf eerst op wat jullie doel is" in page.text
    assert not BoardMenu.objects.get().is_shared
    assert writer.get(reverse("calculator:menu", args=[menu.code])).status_code == 404


def test_taking_the_reason_away_takes_the_menu_back_from_teachers(writer, board):
    menu = make_menu(board=board, why="We missen 3 leerkrachten.")
    make_option(menu, min_hours=40)
    writer.post(reverse("menu:sharing", args=[menu.pk]))
    assert writer.get(reverse("calculator:menu", args=[menu.code])).status_code == 200
    address = reverse("menu:reason", args=[menu.pk])

    writer.post(address, {"aim": "", **seen(writer, address)})

    assert writer.get(reverse("calculator:menu", args=[menu.code])).status_code == 404


def test_what_isnt_known_of_the_grant_says_so_until_hpp_fills_it_in(client, board):
    menu = make_menu(board=board)
    client.force_login(make_hr(board))
    before = words(page_of(client, menu))
    client.force_login(make_hpp())
    address = reverse("menu:grant")
    stood = seen(client, address)
    nameless = client.post(address, {"per_fte": "€ 4.000", **stood})
    client.post(address, {"per_fte": "€ 4.000", "per_fte_bron": "artikel 6", **stood})

    after = words(page_of(client, menu))

    assert before.count("Dat weten we nog niet") == len(GrantFact.Key.values)
    assert "Vul in waar dit staat." in nameless.text
    assert "€ 4.000 Bron: artikel 6" in after
    assert after.count("Dat weten we nog niet") == len(GrantFact.Key.values) - 1


def test_take_up_is_only_what_was_measured_with_year_and_number(writer, board):
    menu = make_menu(board=board)
    make_option(menu)
    assert "nog niet vrijgegeven" in words(page_of(writer, menu))
    one, other = make_user(Role.HPP), make_user(Role.HPP)
    for fields in KNOWN:
        if fields["name"] in sheets.TAKE_UP:
            benchmark = benchmarks.propose(by=one, now=timezone.now(), valid_until=date(2099, 1, 1), **fields)
            benchmarks.release(benchmark.pk, by=other, now=timezone.now())

    page = words(page_of(writer, menu))

    assert "10 procent van de parttimers" in page
    assert "ResearchNed, gekozen op papier, onderzoek 2023, n = 11.000" in page
    assert "Dat is geen voorspelling" in page


def test_a_menu_that_is_thrown_away_is_gone_with_all_that_is_in_it(writer, board):
    menu = make_menu(board=board, why="Nodig.")
    make_option(menu)

    writer.post(reverse("menu:removal", args=[menu.pk]))

    assert not BoardMenu.objects.exists()
    assert not MenuOption.objects.exists()


@pytest.mark.parametrize("how_many", [1, 6])
def test_a_menu_needs_no_more_queries_for_more_options(writer, board, how_many, django_assert_num_queries):
    menu = make_menu(board=board)
    for number in range(how_many):
        make_option(menu, title=f"Keuze {number}")
    page_of(writer, menu)

    with django_assert_num_queries(10):
        page = page_of(writer, menu).text

    assert all(f"Keuze {number}" in page for number in range(how_many))


@pytest.mark.parametrize("how_many", [1, 4])
def test_a_board_needs_no_more_queries_for_more_menus(writer, board, how_many, django_assert_num_queries):
    for number in range(how_many):
        make_option(make_menu(board=board, title=f"Menu {number}"))
    writer.get(reverse("menu:board", args=[board.pk]))

    with django_assert_num_queries(8):
        page = writer.get(reverse("menu:board", args=[board.pk])).text

    assert all(f"Menu {number}" in page for number in range(how_many))


def test_the_page_is_made_from_memory(writer, board, monkeypatch):
    menu = make_menu(board=board)
    make_option(menu)
    page_of(writer, menu)
    monkeypatch.setattr("bootcamp.menu.grid.kept_at_bonuses", lambda *arguments: pytest.fail("computed again"))

    assert page_of(writer, menu, netto="250").status_code == 200
