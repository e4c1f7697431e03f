"""Figures of others: released by two, with year, number and whose; never seen before that."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bootcamp.benchmarks import actions, shown
from bootcamp.benchmarks.known import KNOWN
from bootcamp.benchmarks.models import Benchmark
from portal.reasons import NotPossible
from tests.factories import make_second_step, make_user, release_known

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
State = Benchmark.State


def make_benchmark(*, by=None, name="vuistregel", **fields):
    known = next(one for one in KNOWN if one["name"] == name)
    by = by or make_user("hpp")
    return actions.propose(by=by, now=timezone.now(), **{**known, "valid_until": date(2029, 11, 30), **fields})


def release(benchmark):
    return actions.release(benchmark.pk, by=make_user("hpp"), now=timezone.now())


def test_nobody_releases_what_they_proposed_themselves():
    benchmark = make_benchmark()

    with pytest.raises(NotPossible, match="zelf voorgesteld"):
        actions.release(benchmark.pk, by=benchmark.proposed_by, now=timezone.now())

    with pytest.raises(IntegrityError), transaction.atomic():
        Benchmark.objects.update(state=State.RELEASED, released_by=benchmark.proposed_by, released_at=timezone.now())


def test_what_is_not_released_is_seen_by_nobody():
    benchmark = make_benchmark()
    assert shown.by_name("vuistregel", today=TODAY) == {}

    release(benchmark)
    assert shown.by_name("vuistregel", today=TODAY)["vuistregel"].text == benchmark.text

    actions.withdraw(benchmark.pk, by=benchmark.proposed_by, now=timezone.now())
    assert shown.by_name("vuistregel", today=TODAY) == {}


def test_a_newer_figure_takes_the_place_of_the_one_with_its_name():
    old = release(make_benchmark(value="15"))
    new = release(make_benchmark(value="17", text="Van de mensen met wie je praat, gaat 17 procent meer werken."))

    old.refresh_from_db()
    assert old.state == State.REPLACED
    assert shown.by_name("vuistregel", today=TODAY)["vuistregel"].benchmark == new
    with pytest.raises(NotPossible, match="vervangen"):
        actions.withdraw(old.pk, by=new.proposed_by, now=timezone.now())


def test_an_expired_figure_says_from_which_year_it_is():
    release(make_benchmark(name="wil_minder", valid_until=date(2026, 1, 1)))

    figure = shown.by_name("wil_minder", today=TODAY)["wil_minder"]

    assert figure.is_expired
    assert "het komt uit 2019" in figure.whence


def test_figures_carry_their_corrections():
    by_name = {one["name"]: one for one in KNOWN}

    survey = [one for one in KNOWN if one["n"] == 896]
    assert {one["fieldwork_year"] for one in survey} == {"2019"}
    assert {"wil_meer", "wil_minder", "wil_zeker_niet_meer"} <= set(by_name)
    one_board = [one for one in KNOWN if one["n"] in (102, 128, 129)]
    assert {one["level"] for one in one_board} == {Benchmark.Level.BOARD}
    assert by_name["eerste_proef"]["level"] == Benchmark.Level.SCHOOLS
    assert {one["sector"] for one in KNOWN} == {"po", "kinderopvang", "zorg"}
    assert all(one["fieldwork_year"] or one["published_year"] for one in KNOWN)


def test_the_known_figures_are_put_ready_once():
    by = make_user("hpp")

    assert actions.propose_known(by=by, now=timezone.now(), today=TODAY) == len(KNOWN)
    assert actions.propose_known(by=by, now=timezone.now(), today=TODAY) == 0
    assert set(Benchmark.objects.values_list("state", flat=True)) == {State.PROPOSED}


def sign_in(client):
    person = make_user("hpp")
    make_second_step(person)
    client.force_login(person)
    return person


TYPED = {
    **{"name": "vuistregel", "text": "15 procent gaat meer werken.", "value": "15,5", "unit": "procent"},
    **{"population": "leerkrachten", "sector": "po", "level": "vuistregel", "fieldwork_year": "2022", "n": "52"},
    **{"whose": "HPP", "seen": "heel", "certainty": "bevestigd", "valid_until": "2029-11-30"},
}


def test_the_whole_way_over_the_pages(client):
    sign_in(client)
    page = client.post(reverse("bootcamp:benchmark_new"), TYPED, follow=True).text
    benchmark = Benchmark.objects.get()
    assert "Een collega van HPP geeft het vrij" in page
    sign_in(client)

    client.post(reverse("bootcamp:benchmark_release", args=[benchmark.pk]))

    benchmark.refresh_from_db()
    assert (benchmark.state, float(benchmark.value)) == (State.RELEASED, 15.5)
    assert "onderzoek 2022, n = 52" in client.get(benchmark.get_absolute_url()).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "Schrijf in één zin wat het cijfer zegt."),
        ({"value": "veel"}, "Vul een getal in, zoals 15 of 0,71."),
        ({"fieldwork_year": ""}, "Vul het jaar van het onderzoek in"),
        ({"source": "geen adres"}, "Vul een heel adres in"),
        ({"published_year": "1"}, "Vul een jaar in van 2000 tot 2100."),
        ({"name": "met spaties"}, "Gebruik kleine letters"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, typed, said):
    sign_in(client)

    page = client.post(reverse("bootcamp:benchmark_new"), TYPED | typed).text

    assert said in page
    assert not Benchmark.objects.exists()


@pytest.mark.parametrize("many", [1, 8])
def test_the_list_needs_no_more_queries_for_more(client, many, django_assert_max_num_queries):
    by = sign_in(client)
    for known in KNOWN[:many]:
        make_benchmark(by=by, name=known["name"])

    with django_assert_max_num_queries(12):
        page = client.get(reverse("bootcamp:benchmarks")).text

    assert page.count("wacht op een tweede") == many


def test_what_is_released_stands_on_a_page_for_everyone_with_year_number_and_source(client):
    empty = client.get(reverse("bootcamp:figures")).text
    release_known("staat_open", "wil_minder")

    page = BeautifulSoup(client.get(reverse("bootcamp:figures")).text, "html.parser")

    assert "nog geen cijfers vrijgegeven" in empty
    assert "n = 129" in page.select_one("#staat_open").text
    assert "onderzoek 2019, n = 896" in page.select_one("#wil_minder a").text


def test_the_front_page_names_only_what_is_released_with_year_and_number(client):
    before = client.get(reverse("home")).text
    release_known("staat_open", "wil_minder")

    after = client.get(reverse("home")).text

    assert "Bijna niemand vraagt ernaar" not in before
    assert "42\xa0%" in after
    assert "n = 129" in after
    assert "onderzoek 2019, n = 896" in after
    assert "74\xa0%" not in after
