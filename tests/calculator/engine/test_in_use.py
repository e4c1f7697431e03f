"""Values laid over those of the code, and sums that keep the set that they began with."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from calculator.answers.bereken import bereken
from calculator.engine import in_use
from calculator.engine.in_use import ValueSet, remembered, steady, using
from calculator.engine.values import laid_over
from calculator.household.calculation import parameters_fingerprint
from calculator.household.year_values import values_in
from calculator.household.years import COMPLETE, SUPPORTED
from calculator.rules import kinderbijslag, paww, zorgtoeslag
from calculator.rules.cao import CAOS, KNOWN, TabelWaarden
from tests.calculator.documents import alone

DEARER = replace(zorgtoeslag.IN_FORCE.in_year(2026), standaardpremie=300_000)
SUPPORT = {"bron": ("Cao PO 2026",), "zekerheid": "bevestigd", "marge": 0}


@pytest.fixture
def switched():
    """What a test switches to, goes again."""
    yield in_use.switch_to
    in_use.switch_to(in_use.BASE)


def table(first, last, **scales):
    return TabelWaarden(vanaf=first, tot_en_met=last, schalen=scales, **SUPPORT)


def premium_of(year):
    return zorgtoeslag.IN_FORCE.in_year(year).standaardpremie


def days(periods):
    return [(period.vanaf.isoformat(), period.tot_en_met.isoformat()) for period in periods]


def test_values_laid_over_others_hold_on_their_own_days_only():
    year = zorgtoeslag.IN_FORCE.in_year(2026)
    half = replace(DEARER, vanaf=date(2026, 4, 1), tot_en_met=date(2026, 6, 30))

    periods = laid_over([year], [half])

    assert days(periods) == [("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30"), ("2026-07-01", "2026-12-31")]
    assert [period.standaardpremie for period in periods] == [year.standaardpremie, 300_000, year.standaardpremie]


def test_values_that_cover_others_replace_them():
    first, second = (zorgtoeslag.IN_FORCE.in_year(year) for year in (2025, 2026))
    both = replace(DEARER, vanaf=date(2025, 1, 1), tot_en_met=date(2027, 12, 31))

    assert laid_over([first, second], [both]) == (both,)
    assert laid_over([], [both]) == (both,)


def test_another_set_is_seen_by_everything_that_was_looked_up_before():
    before, mark = bereken(alone()), parameters_fingerprint()
    days = {"vanaf": date(2026, 1, 1), "tot_en_met": date(2026, 12, 31)}
    off = replace(paww.IN_FORCE.periods[-1], **days, percentage=5_000)
    assert values_in(2026).paww != off
    released = ValueSet({"zorgtoeslag": [(DEARER,)], "paww": [(off,)]}, version="proef")

    with using(released):
        after = bereken(alone())
        assert values_in(2026).paww == off

    assert after["results"][0]["zorgtoeslag"]["year"] > before["results"][0]["zorgtoeslag"]["year"]
    assert before["engine"]["parameters"] == f"2026.{mark}"
    assert after["engine"]["parameters"] != before["engine"]["parameters"]
    assert bereken(alone()) == before


def test_the_latest_of_two_releases_holds():
    dearest = replace(DEARER, standaardpremie=400_000)

    with using(ValueSet({"zorgtoeslag": [(DEARER,), (dearest,)]})):
        assert premium_of(2026) == 400_000


def test_a_sum_keeps_the_values_that_it_began_with(switched):
    shipped = premium_of(2026)

    with steady():
        switched(ValueSet({"zorgtoeslag": [(DEARER,)]}))
        assert premium_of(2026) == shipped
        with steady():
            assert premium_of(2026) == shipped

    assert premium_of(2026) == 300_000


def test_a_switch_reaches_every_thread_and_a_set_of_ones_own_none_of_them(switched):
    seen = []

    def look():
        thread = threading.Thread(target=lambda: seen.append(premium_of(2026)))
        thread.start()
        thread.join()

    switched(ValueSet({"zorgtoeslag": [(DEARER,)]}))
    look()
    with using(in_use.BASE):
        look()

    assert seen == [300_000, 300_000]


def test_a_hundred_switches_under_a_running_sum_never_mix(switched):
    """Two rules that are released together are always seen together."""
    quarter = replace(kinderbijslag.IN_FORCE.periods[-1], tot_en_met_5=999_900)
    both = ValueSet({"zorgtoeslag": [(DEARER,)], "kinderbijslag": [(quarter,)]})
    together = {(premium_of(2026), kinderbijslag.IN_FORCE.periods[-1].tot_en_met_5), (300_000, 999_900)}
    seen, stop = set(), threading.Event()

    def compute():
        while not stop.is_set():
            with steady():
                first = premium_of(2026)
                seen.add((first, kinderbijslag.IN_FORCE.periods[-1].tot_en_met_5))

    threads = [threading.Thread(target=compute) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(200):
        switched(both if number % 2 else in_use.BASE)
        threading.Event().wait(0.002)
    stop.set()
    for thread in threads:
        thread.join()

    assert seen == together


def test_what_is_remembered_is_remembered_per_set():
    calls = []

    @remembered
    def twice(number):
        calls.append(number)
        return 2 * number

    for values in (ValueSet(), ValueSet()):
        with using(values):
            assert [twice(3), twice(3)] == [6, 6]

    assert calls == [3, 3]


def test_years_follow_the_values_in_use():
    next_year = replace(DEARER, vanaf=date(2027, 1, 1), tot_en_met=date(2027, 12, 31))
    assert 2027 in SUPPORTED
    assert 2027 not in COMPLETE

    with using(ValueSet({"zorgtoeslag": [(next_year,)]})):
        assert premium_of(2027) == 300_000
        assert bereken(alone(year=2027, people=[{"birth_date": "1988-04-12", "wage": {"taxable_year": 30000}}]))[
            "results"
        ][0]["zorgtoeslag"]["year"]


def test_scales_of_support_staff_come_beside_those_of_teachers():
    teachers = CAOS["po"].scales(2026)
    support = table(date(2026, 1, 1), date(2026, 12, 31), OOP4=(250_000, 260_000, 270_000))

    with using(ValueSet({"cao_po_tabellen": [(support,)]})):
        assert CAOS["po"].scales(2026) == {**teachers, "OOP4": range(1, 4)}
        assert CAOS["po"].cells("OOP4", 2, 2026) == (260_000,) * len(CAOS["po"].levels(2026))
        tables = CAOS["po"].tables
        of_teachers = tables.on(date(2026, 5, 1)).van("LB")
        assert of_teachers.zekerheid_van_cel("LB", 3) == tables.base[-1].zekerheid_van_cel("LB", 3)
        assert tables.on(date(2026, 5, 1)).van("OOP4").bron == ("Cao PO 2026",)

    assert CAOS["po"].scales(2026) == teachers


def test_teachers_get_the_same_answer_when_support_staff_is_added():
    before = bereken(alone(hours="all"), explain=True)
    support = table(date(2026, 2, 1), date(2026, 9, 30), OOP4=(250_000,))

    with using(ValueSet({"cao_po_tabellen": [(support,)]}, version="")):
        after = bereken(alone(hours="all"), explain=True)

    assert after == before


def test_a_released_scale_replaces_the_one_that_was_there():
    teachers = CAOS["po"].tables.on(date(2026, 5, 1)).schalen
    higher = table(date(2026, 4, 1), date(2026, 12, 31), LB=tuple(amount + 100 for amount in teachers["LB"]))

    with using(ValueSet({"cao_po_tabellen": [(higher,)]})):
        assert CAOS["po"].cells("LB", 1, 2026)[-1] == teachers["LB"][0] + 100
        assert CAOS["po"].cells("LB", 1, 2026)[0] < teachers["LB"][0] + 100
        assert CAOS["po"].tables.on(date(2026, 5, 1)).cell("LC", 1) == teachers["LC"][0]


def test_an_agreement_without_a_table_is_offered_once_it_has_one():
    care = table(date(2026, 1, 1), date(2026, 12, 31), FWG35=(250_050, 260_000))
    assert "vvt" in KNOWN
    assert "vvt" not in CAOS
    assert len(CAOS) == len(list(CAOS)) == len(KNOWN) - 1

    with using(ValueSet({"cao_vvt_tabellen": [(care,)]})):
        assert CAOS["vvt"].tables.on(date(2026, 1, 1)).cell("FWG35", 1) == 250_050
        assert CAOS["vvt"].scales(2026) == {}  # the terms beside the salary aren't there yet
