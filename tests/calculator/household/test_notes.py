"""The notes speak of who they're about: you, or your partner."""

import pytest

from calculator.answers.bereken import bereken

LOW = {"month": 1_200, "hours": 36, "fulltime_hours": 36}
FAIR = {"month": 3_400, "hours": 36, "fulltime_hours": 36}


def notes_of(*wages):
    people = [{"birth_date": "1985-07-01", **({"wage": wage} if wage else {})} for wage in wages]
    return bereken({"year": 2026, "people": people})["notes"]


@pytest.mark.parametrize(
    ("yours", "partners", "named"),
    [
        (LOW, FAIR, ["Je brutoloon"]),
        (FAIR, LOW, ["Het brutoloon van je partner"]),
        (LOW, LOW, ["Je brutoloon", "Het brutoloon van je partner"]),
        (FAIR, FAIR, []),
    ],
)
def test_a_low_wage_is_said_of_whose_it_is(yours, partners, named):
    notes = [note for note in notes_of(yours, partners) if "minimumloon van iemand" in note]

    assert notes == [
        f"{whose} is lager dan het minimumloon van iemand van 21 jaar of ouder. Kijk of het bedrag klopt."
        for whose in named
    ]


def test_a_payslip_that_we_made_up_is_that_of_who_it_belongs_to():
    notes = [note for note in notes_of(FAIR, {"taxable_year": 32_000}) if "twaalfde" in note]

    assert notes == ["De loonstrook van je partner is een twaalfde van het belastbare jaarloon dat je opgaf."]


def test_holiday_pay_is_explained_once_for_both_and_of_the_partner_where_only_that_has_it():
    both, only_partner = notes_of(FAIR, FAIR), notes_of(None, FAIR)

    assert [note[:39] for note in both if "Vakantiegeld is" in note] == ["Vakantiegeld is wat je dit jaar opbouwt"]
    (note,) = [note for note in only_partner if "Vakantiegeld is" in note]
    assert note == (
        "Vakantiegeld is wat je partner dit jaar opbouwt. Het tarief erover volgt uit het loon van je partner van dit "
        "jaar bij deze uren. De werkgever van je partner kijkt eerst nog naar het loon van je partner van vorig jaar; "
        "bij de aangifte komt dat goed."
    )


def test_no_note_has_an_open_place_left():
    everything = {
        "wage": {"cao": "po", "scale": "LB", "step": 3, "hours": 28},
        "other_income_year": 1000,
        "second_job": {"taxable_year": 4000},
        "commute": {"km_one_way": 10, "cost_per_km": 0.3, "reimbursement_per_km": 0.4},
        "student_debt": {"amount": 9000, "scheme": "sf15"},
        "jonggehandicaptenkorting": True,
        "paww": True,
    }
    people = [{"birth_date": born, **everything} for born in ("1985-07-01", "1986-07-01")]

    notes = bereken({"year": 2026, "people": people})["notes"]

    assert not [note for note in notes if "{" in note or "}" in note]
    assert any(note.startswith("Je tweede baan telt mee") for note in notes)
