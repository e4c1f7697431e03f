"""Until 2022 childcare counted for no more hours than a part of what the parent who works least works."""

import pytest

from calculator.answers.bereken import bereken


def percent_and_amount(hours, *, kind="dagopvang", born="2020-06-15", partner=36, year=2022, asked=None):
    people = [
        {"birth_date": "1988-04-12", "wage": {"fulltime_month": 3000, "fulltime_hours": 40, "hours": hours}},
        {"birth_date": "1986-01-02", "wage": {"month": 2600, "hours": partner, "fulltime_hours": 40}},
    ]
    for person in people:
        person["pension"] = "none"
    child = {"birth_date": born, "childcare": {"kind": kind, "hours_per_month": 200, "hourly_rate": 6}}
    document = {"year": year, "people": people, "children": [child]}
    results = bereken({**document, "hours": asked} if asked else document)["results"]
    return [
        (result["kinderopvangtoeslag"]["first_child_percent"], result["kinderopvangtoeslag"]["year"])
        for result in results
    ]


def expected(percent, worked_week, part):
    return round(min(200, worked_week * 52 / 12 * part) * 6 * 12 * percent / 100)


@pytest.mark.parametrize(("kind", "born", "part"), [("dagopvang", "2020-06-15", 1.4), ("bso", "2015-06-15", 0.7)])
@pytest.mark.parametrize("hours", [8, 16, 24, 40])
def test_the_hours_follow_who_works_least(kind, born, part, hours):
    ((percent, year),) = percent_and_amount(hours, kind=kind, born=born)

    assert year == expected(percent, min(hours, 36), part)


def test_a_childminder_counts_as_day_care_until_four_and_as_after_school_care_since():
    ((young, low),) = percent_and_amount(20, kind="gastouder", born="2020-06-15")
    ((older, high),) = percent_and_amount(20, kind="gastouder", born="2015-06-15")

    assert low == expected(young, 20, 1.4)
    assert high == expected(older, 20, 0.7)


def test_every_number_of_hours_has_its_own_cap():
    pairs = percent_and_amount(24, asked=[0, 8, 24, 40])

    assert [year for _, year in pairs] == [0, *(expected(pairs[n][0], h, 1.4) for n, h in ((1, 8), (2, 24), (3, 36)))]


def test_the_partner_caps_too_and_since_2023_nobody_does():
    ((percent, capped),) = percent_and_amount(40, partner=10)
    ((later, free),) = percent_and_amount(40, partner=10, year=2023)

    assert capped == expected(percent, 10, 1.4)
    assert free == round(200 * 6 * 12 * later / 100)


def test_without_hours_of_one_of_them_it_is_left_out_with_what_to_fill_in():
    people = [
        {"birth_date": "1988-04-12", "wage": {"month": 2600, "hours": 20, "fulltime_hours": 40}, "pension": "none"},
        {"birth_date": "1986-01-02", "wage": {"taxable_year": 30_000}},
    ]
    care = {"kind": "dagopvang", "hours_per_month": 100, "hourly_rate": 6}

    answer = bereken({"year": 2022, "people": people, "children": [{"birth_date": "2020-06-15", "childcare": care}]})

    assert answer["results"][0]["kinderopvangtoeslag"]["year"] == 0
    assert answer["results"][0]["childcare_cost_year"] == 7200
    (left,) = answer["left_out"]
    assert "Vul bij elk loon de uren in, dan rekenen we hem wel." in left["why"]
