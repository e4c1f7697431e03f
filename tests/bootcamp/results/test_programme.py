"""The programme for HPP: the sums that are kept are those of a naive recount, by whatever is asked."""

import io
import random
from datetime import datetime, time
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from bootcamp.results import actions, courses, months, reach, summaries
from bootcamp.results.models import Expansion, ResultMonth, YearSummary
from portal.people.access import Role
from portal.people.models import School, SchoolRegion
from tests.bootcamp.results.counted import last_month
from tests.factories import (
    make_board,
    make_bootcamp,
    make_director,
    make_school,
    make_seat,
    make_second_step,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def hpp(client):
    hpp = make_user(Role.HPP)
    make_second_step(hpp)
    client.force_login(hpp)
    return hpp


@pytest.fixture
def sector():
    """Six schools of three boards in two regions, over fourteen months, with answers and temporary expansions."""
    chance = random.Random(8)
    regions = [SchoolRegion.objects.create(name=name) for name in ("Midden", "Noord")]
    boards = [make_board() for _ in range(3)]
    bootcamps = [make_bootcamp(starts_on=last_month(back)) for back in (14, 6)]
    for number in range(6):
        kind = "po" if number else "kinderopvang"
        director = make_director(board=boards[number % 3], region=regions[number % 2], sector=kind)
        make_seat(director=director, bootcamp=bootcamps[number % 2])
        for back in range(14, 0, -1):
            if chance.random() < 0.7:
                count(director, last_month(back), chance, back)
        for expansion in Expansion.objects.filter(month__school__people=director, starts_on__lte=last_month(4)):
            still = chance.randint(0, expansion.people)
            actions.answer_still(
                expansion=expansion, after=3, people=still, hours=Decimal(still), by=director, now=timezone.now()
            )


def count(director, month, chance, back):
    kind = chance.choice(["permanent", "temporary"])
    more = chance.randint(0, 1)
    values = {"approached": 3, "talks": 2, "starts": month, "fewer": chance.randint(0, 1)}
    values["fewer_hours"] = Decimal(2 * values["fewer"])
    if more:
        values |= {kind: 1, f"{kind}_hours": Decimal(4)}
        values["until"] = months.last_day(months.later(month, 5)) if kind == "temporary" else None
    school = director.schools.get()
    actions.count(school=school, month=month, values=values, part_timers=30, by=director, now=timezone.now())


def by_hand(schools, year=None):
    """From the months themselves."""
    sums = {"schools": 0, "talks": 0, "more": 0, "fewer": 0, "now": 0, "part_timers": 0, "still": 0, "asked": 0}
    net = Decimal(0)
    for school in schools:
        course = courses.of(school)
        filled = [counted for counted in course.filled if year in (None, counted.month.year)]
        if not filled:
            continue
        end = min(TODAY, TODAY.replace(year=filled[-1].month.year, month=12, day=31))
        sums["schools"] += 1
        sums["talks"] += sum(counted.talks for counted in filled)
        sums["more"] += sum(counted.more for counted in filled)
        sums["fewer"] += sum(counted.fewer for counted in filled)
        sums["now"] += course.on(end).more
        sums["part_timers"] += course.part_timers
        answers = [(group, still) for counted in filled for group in counted.groups for still in group.answers]
        sums["still"] += sum(still.people for _, still in answers if still.after == 3)
        sums["asked"] += sum(group.people for group, still in answers if still.after == 3)
        net += sum((counted.net_hours for counted in filled), Decimal(0))
    return sums, net


def says(line):
    _, still, asked = line.lasting[0]
    names = ("schools", "talks", "more", "fewer", "now", "part_timers")
    return {name: getattr(line, name) for name in names} | {"still": still, "asked": asked}, line.sums["net_hours"]


@pytest.mark.usefixtures("sector")
def test_the_sums_that_are_kept_are_those_of_a_naive_recount():
    schools = School.objects.filter(result_months__isnull=False).distinct().order_by("pk")
    (everything,) = reach.lines({})
    assert says(everything) == by_hand(schools)
    assert everything.schools == 6
    assert everything.lasting[0][2] > 0

    for region in SchoolRegion.objects.filter(schools__isnull=False).distinct():
        (line,) = reach.lines({"regio": region})
        assert says(line) == by_hand(schools.filter(region=region))
    for year in sorted({month.year for month in ResultMonth.objects.values_list("month", flat=True)}):
        (line,) = reach.lines({"jaar": year})
        assert says(line) == by_hand(schools, year)


@pytest.mark.usefixtures("sector")
@pytest.mark.parametrize("per", list(reach.PER))
def test_the_parts_add_up_to_the_whole(per):
    parts, (whole,) = reach.lines({}, per), reach.lines({})

    assert len(parts) > 1
    for name in ("talks", "more", "kept", "fewer"):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
    assert sum(part.sums["net_hours"] for part in parts) == whole.sums["net_hours"]
    if per != "jaar":
        assert sum(part.now for part in parts) == whole.now
        assert sum(part.schools for part in parts) == whole.schools


@pytest.mark.usefixtures("sector")
def test_keeping_them_anew_changes_nothing_and_what_is_gone_goes():
    def kept():
        return list(
            YearSummary.objects.order_by("school", "year").values_list("school", "year", "more", "now", "talks")
        )

    before = kept()
    summaries.renew_all(now=timezone.now())
    assert kept() == before

    ResultMonth.objects.all().delete()
    summaries.renew_all(now=timezone.now())
    assert kept() == []


def test_what_ends_by_itself_leaves_the_sums_at_night():
    director = make_director()
    month = TODAY.replace(month=1, day=1)
    values = {"temporary": 1, "temporary_hours": Decimal(4), "starts": month, "until": months.last_day(month)}
    school = director.schools.get()
    within = timezone.make_aware(datetime.combine(month, time(12)))
    actions.count(school=school, month=month, values=values, part_timers=9, by=director, now=within)
    assert reach.lines({})[0].now == 1

    summaries.renew_due(now=timezone.make_aware(datetime.combine(months.later(month, 1), time(1))))

    assert reach.lines({})[0].now == 0
    assert reach.lines({})[0].more == 1


@pytest.mark.usefixtures("sector")
def test_page_and_workbook_say_the_same_and_every_number_its_day(client, hpp):
    page = client.get(reverse("bootcamp:programme"), {"per": "bestuur"})
    file = client.get(reverse("bootcamp:programme_excel"), {"per": "bestuur"})

    (whole,) = reach.lines({})
    assert f"{whole.now} van {whole.part_timers} parttimers, op 6 scholen" in " ".join(page.text.split())
    assert "Stand van" in page.text
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(file.content)).worksheets[0]]
    assert rows[1][:4] == ["Alles bij elkaar", 6, whole.part_timers, whole.now]
    assert [row[0] for row in rows[2:]] == [line.name for line in page.context["page"]]


@pytest.mark.usefixtures("sector")
def test_the_page_costs_the_same_however_many_schools(client, hpp, django_assert_max_num_queries):
    client.get(reverse("bootcamp:programme"))
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("bootcamp:programme"))
    for number in range(8):
        director = make_user(
            Role.DIRECTOR, schools=[make_school(region=SchoolRegion.objects.create(name=f"R{number}"))]
        )
        count(director, last_month(), random.Random(1), 1)

    with django_assert_max_num_queries(len(few)):
        assert "R7" in client.get(reverse("bootcamp:programme")).text


@pytest.mark.parametrize(
    "asked", [{"per": "naam"}, {"jaar": "x"}, {"regio": "9999"}, {"jaar": "1" * 30}, {"ronde": "\x00"}]
)
def test_what_makes_no_sense_is_as_if_it_was_not_asked(client, hpp, asked):
    assert client.get(reverse("bootcamp:programme"), asked).status_code == 200
    assert client.get(reverse("bootcamp:programme_excel"), asked).status_code == 200
