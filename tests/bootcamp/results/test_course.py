"""What months add up to: net, over time, lasting; against a recount by hand of random courses."""

import random
from datetime import date
from decimal import Decimal

import pytest

from bootcamp.results import drawing, months
from bootcamp.results.counting import Counted, Course, Group, Still, gained
from bootcamp.results.sheets import ResultsSheet, signed

JANUARY = date(2027, 1, 1)


def at(number):
    return months.later(JANUARY, number)


def course(*counted, part_timers=20):
    return Course(part_timers, 40, counted)


def test_net_is_more_minus_fewer_and_kept_stands_apart():
    now = course(
        Counted(at(0), approached=5, talks=4, kept=2, kept_hours=Decimal(10), groups=(Group(2, Decimal(8), at(0)),)),
        Counted(at(1), fewer=1, fewer_hours=Decimal("4.5")),
    ).on(at(2))

    assert (now.more, now.fewer, now.kept) == (2, 1, 2)
    assert now.net_hours == Decimal("3.5")
    assert course().fte(now.net_hours) == Decimal("0.0875")


def test_a_temporary_end_lowers_the_share_and_is_no_fewer():
    temporary = Group(2, Decimal(8), at(0), months.last_day(at(2)), is_permanent=False)
    whole = course(Counted(at(0), groups=(temporary,)), Counted(at(1)), Counted(at(2)), Counted(at(3)))

    assert [(line.share, line.ended) for line in whole.lines] == [(10.0, 0), (10.0, 0), (10.0, 0), (0.0, 2)]
    assert whole.on(at(3)).fewer == 0


def test_a_month_that_nobody_filled_in_is_a_gap_and_no_zero():
    whole = course(Counted(at(0), groups=(Group(2, Decimal(8), at(0)),)), Counted(at(2)))

    assert [line.share for line in whole.lines] == [10.0, None, 10.0]
    svg = drawing.share_over_time([(line.month, line.share) for line in whole.lines], narrow=False)
    assert svg.count("<polyline") == 2
    assert "februari 2027 niet ingevuld" in svg


def test_what_starts_later_counts_from_then():
    whole = course(Counted(at(0), groups=(Group(1, Decimal(4), at(3)),)))

    assert whole.on(at(2)).more == 0
    assert whole.on(at(3)).more == 1


def test_the_answer_of_the_page_says_where_the_school_stands():
    def title(more):
        groups = (Group(more, Decimal(4 * more), at(0)),) if more else ()
        return ResultsSheet(None, course(Counted(at(0), groups=groups)), at(1)).title

    assert [title(more) for more in (0, 1, 3, 5)] == [
        "Nog niemand werkt meer uren",
        "Jullie zijn op weg naar de vuistregel van 15 procent",
        "Jullie zitten op de vuistregel van 15 procent, of erboven",
        "Jullie zitten op de 25 procent van de eerste proef, of erboven",
    ]


@pytest.mark.parametrize(
    ("amount", "words"),
    [("12", "+\xa012"), ("-4.5", "−\xa04,5"), ("0.0", "0"), ("18.0", "+\xa018"), ("100", "+\xa0100")],
)
def test_an_amount_has_its_sign_and_a_comma(amount, words):
    assert signed(Decimal(amount)) == words


def a_group(chance, month):
    people = chance.randint(1, 4)
    starts = months.later(month, chance.randint(0, 3))
    until = months.last_day(months.later(starts, chance.randint(0, 8))) if chance.random() < 0.5 else None
    answers = []
    for after in (3, 6):
        if chance.random() < 0.5:
            still = chance.randint(0, people)
            answers.append(Still(after, still, Decimal(still), months.later(starts, after)))
    return Group(people, Decimal(people * 2), starts, until, until is None, tuple(answers))


def by_hand(counted, day):
    """Each colleague of each group apart, for each of the questions."""
    people = hours = ended = 0
    for month in counted:
        if month.month > day:
            continue
        for group in month.groups:
            now, much = group.people, group.hours
            for still in sorted(group.answers, key=lambda still: still.on):
                if still.on <= min(day, group.until or day):
                    now, much = still.people, still.hours
            if group.until and day > group.until:
                ended += now
            elif day >= group.starts_on:
                people, hours = people + now, hours + much
    return people, hours, ended


def test_a_recount_of_random_courses_finds_the_same():
    chance = random.Random(5)
    for _ in range(300):
        counted = [
            Counted(at(number), groups=tuple(a_group(chance, at(number)) for _ in range(chance.randint(0, 2))))
            for number in range(12)
        ]
        for day in (at(3), at(9), at(20)):
            now = gained(counted, day)
            assert (now.more, now.more_hours, now.ended) == by_hand(counted, day)


def test_a_drawing_of_very_many_stays_a_drawing():
    many = course(Counted(at(0), fewer=300, groups=(Group(500, Decimal(900), at(0)),)), part_timers=600)

    assert drawing.beads_by_month(many.lines, narrow=True).count("<circle") < 60
    assert drawing.part_timers(600, 500, 0) == ""
    assert "500" in drawing.beads_by_month(many.lines, narrow=True)
