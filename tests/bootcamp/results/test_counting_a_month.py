"""A month of one school: counted, corrected, opened again; and what can't be."""

from decimal import Decimal

import pytest
from django.urls import reverse

from bootcamp.results import courses, months
from bootcamp.results.models import Expansion, ResultChange, ResultMonth, ResultStart
from portal.people.access import Role
from tests.bootcamp.results.counted import address, boxes, faults, last_month, send
from tests.factories import make_director, make_plan, make_seat, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def director(client):
    director = make_director()
    client.force_login(director)
    return director


@pytest.fixture
def school(director):
    return director.schools.get()


FULL = {
    **{"approached": "6", "talks": "4", "permanent": "1", "permanent_hours": "4,5", "temporary": "1"},
    **{"temporary_hours": "8", "kept": "1", "kept_hours": "6", "fewer": "1", "fewer_hours": "4"},
}


def test_a_month_is_counted_as_it_was_typed(client, school, director):
    month = last_month()
    until = months.later(month, 5)

    response = send(client, school, month, **FULL, until=f"{until:%Y-%m}")

    assert response.status_code == 302
    course = courses.of(school)
    (counted,) = course.filled
    assert (counted.approached, counted.talks, counted.kept, counted.fewer) == (6, 4, 1, 1)
    assert [(group.people, group.hours, group.is_permanent, group.until) for group in counted.groups] == [
        (1, Decimal("4.5"), True, None),
        (1, Decimal(8), False, months.last_day(until)),
    ]
    assert counted.net_hours == Decimal("8.5")
    assert ResultMonth.objects.get().entered_by == director
    assert course.part_timers == 24


def test_nothing_happened_is_one_tap_and_a_zero_not_a_gap(client, school):
    month = last_month()
    where = address(school, month)

    client.post(where, {**seen(client, where), "nothing": "1"})

    (counted,) = courses.of(school).filled
    assert (counted.month, counted.approached, counted.more) == (month, 0, 0)
    assert not ResultStart.objects.exists()


def test_a_bead_that_nobody_tapped_is_asked_for_and_the_rest_stays(client, school):
    response = send(client, school, last_month(), approached="5", talks="")

    assert faults(response) == {"talks": ["Kies een aantal. 0 is ook een antwoord."]}
    assert response.context["form"]["approached"].value() == "5"
    assert not ResultMonth.objects.exists()


def test_the_box_above_eight_wins_from_the_beads(client, school):
    send(client, school, last_month(), approached="3", talks="2", **{"approached-meer": "17"})

    assert courses.of(school).filled[0].approached == 17


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"permanent": "0", "permanent-meer": "25"}, "permanent", "Jullie hebben 24 parttimers. 25 uitbreidingen"),
        ({"approached-meer": "25"}, "approached", "Jullie hebben 24 parttimers. 25 kan dus niet."),
        ({"permanent": "2", "permanent_hours": "81"}, "permanent_hours", "voor 2 collega’s samen hoogstens 80"),
        ({"permanent": "1", "permanent_hours": "41"}, "permanent_hours", "voor één collega hoogstens 40"),
        ({"fewer": "1", "fewer_hours": "50"}, "fewer_hours", "meer dan een volle baan"),
        ({"permanent": "1", "permanent_hours": ""}, "permanent_hours", "Vul in hoeveel uur per week erbij"),
        ({"kept": "0", "kept_hours": "4"}, "kept", "Bij hoeveel collega’s hoort dat?"),
        ({"permanent": "1", "permanent_hours": "-4"}, "permanent_hours", "Vul een getal in"),
        ({"permanent": "1", "permanent_hours": "vier"}, "permanent_hours", "Vul een getal in"),
        ({"approached-meer": "vijf"}, "approached", "Vul een heel getal in"),
        ({"approached-meer": "-1"}, "approached", "Vul een heel getal in"),
        ({"approached-meer": "9" * 10}, "approached", "Vul een heel getal in"),
        ({"approached": "2,5"}, "approached", "Vul een heel getal in"),
        ({"elsewhere": "1"}, "elsewhere", "niet meer zijn dan de 0"),
        ({"part_timers": "0"}, "part_timers", "van 1 of meer"),
        ({"permanent": "1", "permanent_hours": "4", "starts": ""}, "starts", "Kies de maand"),
        ({"permanent": "1", "permanent_hours": "4", "starts": "1900-01"}, "starts", "Kies een maand uit de lijst"),
    ],
)
def test_what_cannot_be_is_said_at_its_own_box_and_nothing_is_lost(client, school, typed, field, words):
    response = send(client, school, last_month(), sure="on", **typed)

    assert response.status_code == 200
    assert words in " ".join(faults(response)[field])
    assert not ResultMonth.objects.exists()
    name, value = next(reversed(typed.items()))
    if value:
        assert f'value="{value}"' in response.text or f">{value}<" in response.text or name == "starts"


def test_what_ends_before_it_begins_is_no_period(client, school):
    month = last_month()
    later = months.later(month, 4)

    typed = {"temporary": "1", "temporary_hours": "4", "starts": f"{later:%Y-%m}", "until": f"{month:%Y-%m}"}
    response = send(client, school, month, sure="on", **typed)

    assert "eerder dan" in faults(response)["until"][0]


def test_all_months_together_cannot_have_more_expansions_than_part_timers(client, school):
    send(client, school, last_month(2), sure="on", permanent="0", **{"permanent-meer": "20"}, permanent_hours="80")

    response = send(client, school, last_month(), sure="on", permanent="5", permanent_hours="20")

    assert "Met de 20 die al meer werken zijn het er 25" in faults(response)["permanent"][0]


def test_more_talks_than_questions_is_asked_about_and_can_be_so(client, school):
    odd = {"approached": "1", "talks": "3"}

    asked = send(client, school, last_month(), **odd)
    page = asked.text
    sure = send(client, school, last_month(), **odd, sure="on")

    assert "Je voerde 3 gesprekken, en vroeg 1 collega" in page
    assert 'name="sure"' in page
    assert sure.status_code == 302


@pytest.mark.parametrize("ahead", [1, 14])
def test_a_month_that_has_yet_to_come_cannot_be_counted(client, school, ahead):
    month = last_month(-ahead)

    page = client.post(address(school, month), boxes(month))

    assert "moet nog komen" in page.text
    assert not ResultMonth.objects.exists()


def test_a_month_from_before_a_school_began_cannot_be_counted(client):
    seat = make_seat()
    client.force_login(seat.enrolled_by)
    month = months.later(months.first_day(seat.bootcamp.starts_on), -14)

    page = client.post(address(seat.school, month), boxes(month)).text

    assert "Zo ver terug tellen we niet" in page
    assert not ResultMonth.objects.exists()


def test_a_school_that_closed_has_no_months_after_that(client, school):
    school.closed_on = months.later(last_month(), -2)
    school.save()

    page = client.post(address(school, last_month()), boxes(last_month())).text

    assert "niet meer in de lijst van DUO" in page


@pytest.mark.parametrize(("year", "month"), [(1999, 5), (2026, 13), (2026, 0), (99999, 1)])
def test_what_is_no_month_is_no_page(client, school, year, month):
    assert client.get(reverse("bootcamp:results_month", args=[school.pk, year, month])).status_code == 404


def test_a_counted_month_is_opened_again_and_corrected_with_who_and_when(client, school, director):
    month = last_month()
    send(client, school, month, approached="5", talks="2")

    shown = client.get(address(school, month)).text
    client.post(address(school, month, "results_reopen"))
    send(client, school, month, approached="6", talks="2")

    assert "Open deze maand opnieuw" in shown
    kinds = list(ResultChange.objects.order_by("pk").values_list("kind", "changed_by"))
    assert kinds == [("heropend", director.pk), ("verbeterd", director.pk)]
    page = client.get(address(school, month)).text
    assert "Gevraagd: 6, eerst 5" in page
    assert director.full_name in page


def test_opening_a_month_and_saving_it_as_it_was_changes_nothing(client, school):
    month = last_month()
    send(client, school, month, **FULL)
    before = ResultMonth.objects.values().get()

    client.post(address(school, month, "results_reopen"))
    send(client, school, month, **FULL)

    assert ResultMonth.objects.values().get() == before
    assert list(ResultChange.objects.values_list("kind", flat=True)) == ["heropend"]


def test_two_people_who_count_the_same_month_both_keep_what_they_typed(client, school):
    month, where = last_month(), address(school, last_month())
    mark = seen(client, where)
    send(client, school, month, approached="5", talks="2")
    colleague = make_user(Role.DIRECTOR, schools=[school])
    client.force_login(colleague)

    late = client.post(where, {**mark, **boxes(month, approached="7", talks="2")})

    assert courses.of(school).filled[0].approached == 5
    assert "Iemand anders wijzigde dit" in late.text
    assert faults(late)["approached"] == ["Er staat nu: 5"]
    assert "talks" not in faults(late)
    assert late.context["form"]["approached"].value() == "7"
    again = client.post(where, {"stond_er": late.context["form"]["stond_er"].value(), **boxes(month, approached="7")})
    assert again.status_code in (200, 302)


def test_the_same_month_sent_twice_is_one_month(client, school):
    month, where = last_month(), address(school, last_month())
    form = {**seen(client, where), **boxes(month, approached="5")}

    client.post(where, form)
    client.post(where, form)

    assert ResultMonth.objects.count() == 1
    assert not ResultChange.objects.exists()


def test_a_colleague_of_the_plan_counts_too_and_a_stranger_does_not(client, school):
    seat = make_seat(colleagues=[make_user(Role.TEACHER)])
    month = last_month()

    client.force_login(seat.participants.exclude(pk=seat.enrolled_by_id).get())
    assert send(client, seat.school, month).status_code == 302
    assert client.post(address(school, month), boxes(month)).status_code == 404


def test_the_number_of_part_timers_stays_what_it_was_at_the_start(client, school):
    send(client, school, last_month(2))
    send(client, school, last_month(), part_timers="10")

    assert courses.of(school).part_timers == 24


def test_the_plan_names_the_part_timers_before_anyone_asks(client):
    seat = make_seat()
    make_plan(seat=seat, answers={"part_timers": "18"})
    client.force_login(seat.enrolled_by)

    page = client.get(address(seat.school, last_month()))

    assert page.context["form"]["part_timers"].value() == 18


def test_there_is_no_room_for_names():
    """Counts, hours and months only: no box takes text."""
    texts = [
        field.name
        for model in (ResultMonth, Expansion, ResultStart)
        for field in model._meta.get_fields()
        if field.get_internal_type() in ("CharField", "TextField")
    ]

    assert texts == []


def test_a_page_of_results_costs_the_same_however_many_months(client, school, django_assert_max_num_queries):
    where = reverse("bootcamp:results", args=[school.pk])
    for back in (6, 5, 4, 3, 2, 1):
        send(client, school, last_month(back), approached="1", talks="1", permanent="1", permanent_hours="2")

    with django_assert_max_num_queries(24) as queries:
        page = client.get(where).text

    assert "+\xa012" in page
    few = len(queries)
    ResultMonth.objects.filter(month__lt=last_month(1)).delete()
    with django_assert_max_num_queries(few):
        client.get(where)
