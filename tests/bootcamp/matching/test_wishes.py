"""A wish is hers: who sees it, until when, and gone when she says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bootcamp.matching import actions, links
from bootcamp.matching.models import HoursWish, WishLook
from bootcamp.matching.rows_of import rows_of, wish_row
from bootcamp.matching.solver import halves
from portal import retention
from portal.people import own_data
from portal.people.access import Role
from tests.bootcamp.matching.factories import bits, make_place, make_round, make_wish
from tests.factories import make_board, make_hr, make_school, make_user
from tests.seen import seen

pytestmark = pytest.mark.django_db
WISH = reverse("matching:wish")


@pytest.fixture
def school():
    return make_school(postcode="3811 AB")


@pytest.fixture
def teacher(school):
    return make_user(schools=[school])


def filled_in(**fields):
    until = HoursWishUntil()
    return {
        "kind": "more",
        "own": ["mao", "mam", "dio", "dim"],
        "chosen": ["doo"],
        "where": "school",
        "seen_by": "director",
        "term": "any",
        "until": until,
        "consent": "on",
        **fields,
    }


def HoursWishUntil():
    return retention.months_before(timezone.localdate(), -12).isoformat()


def test_a_teacher_says_what_she_wants_on_one_page(client, teacher):
    client.force_login(teacher)

    answer = client.post(WISH, filled_in())

    wish = HoursWish.objects.get()
    assert answer.status_code == 302
    assert (wish.user, wish.name, wish.school) == (teacher, teacher.full_name, teacher.schools.get())
    assert (wish.own, wish.chosen) == (bits("mao", "mam", "dio", "dim"), bits("doo"))
    assert "Wie keek naar je wens" in client.get(WISH).text


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"chosen": ["mao"]}, "chosen", "Op maandagochtend werk je al"),
        ({"chosen": []}, "chosen", "Kies minstens één dagdeel dat je erbij wilt"),
        ({"kind": "fewer"}, "give", "Kies minstens één dagdeel dat je wilt afgeven"),
        ({"kind": "fewer", "give": ["vro"]}, "give", "Op vrijdagochtend werk je niet"),
        ({"kind": "other", "give": ["mao", "mam"], "chosen": ["doo"]}, "chosen", "zoveel dagdelen als je afgeeft"),
        (
            {"kind": "other", "own": list(halves.HALVES), "chosen": [], "give": ["mao"], "others_too": "on"},
            "give",
            "meer dagdelen ruilen dan er vrij zijn",
        ),
        ({"chosen": ["zao"]}, "chosen", "Kies dagdelen uit de lijst"),
        ({"max_km": "-1"}, "max_km", "Vul een heel getal in van 0"),
        ({"max_km": "1e308"}, "max_km", "Vul een heel getal in van 0"),
        ({"consent": ""}, "consent", "Zonder jouw ja bewaren we niets"),
        ({"until": "2099-01-01"}, "until", "Kies een antwoord uit de lijst"),
        ({"kind": "nooit"}, "kind", "Kies een antwoord uit de lijst"),
    ],
)
def test_what_can_t_be_true_is_said_at_the_right_field_and_nothing_is_lost(client, teacher, fields, field, error):
    client.force_login(teacher)

    page = client.post(WISH, filled_in(**fields))

    assert any(error in text for text in page.context["form"].errors[field])
    assert error in page.text
    assert not HoursWish.objects.exists()
    if "own" not in fields:
        assert page.text.count("checked") >= 4


def test_the_end_is_at_most_twelve_months_away(client, teacher):
    client.force_login(teacher)

    ends = [value for value, _ in client.get(WISH).context["form"].fields["until"].choices]

    assert max(ends) == HoursWishUntil()
    assert len(ends) == 4


def test_with_the_link_of_her_school_she_needs_no_account(client, school):
    address = reverse("matching:wish_by_link", args=[links.token_of(school)])

    answer = client.post(address, filled_in(name="Roos Meijer"))

    wish = HoursWish.objects.get()
    own_page = reverse("matching:wish_by_key", args=[wish.key])
    assert (answer.url, wish.user, wish.name, wish.school) == (own_page, None, "Roos Meijer", school)
    mark = seen(client, own_page)
    client.post(own_page, filled_in(name="Roos Meijer", chosen=["doo", "dom"], **mark))
    wish.refresh_from_db()
    assert wish.chosen == bits("doo", "dom")
    client.post(reverse("matching:wish_withdraw_by_key", args=[wish.key]))
    assert not HoursWish.objects.exists()
    assert client.get(own_page).status_code == 404


def test_a_link_that_we_did_not_sign_opens_nothing(client, school):
    good = links.token_of(school)
    for token in ("1", good[:-1] + ("a" if good[-1] != "a" else "b"), good.replace(":", ";")):
        assert client.get(reverse("matching:wish_by_link", args=[token])).status_code == 404


def test_the_wish_of_who_has_an_account_opens_by_no_link(client, teacher, school):
    wish = make_wish(school, user=teacher)

    assert client.get(reverse("matching:wish_by_key", args=[wish.key])).status_code == 404


def test_withdrawing_takes_all_of_it_away(client, teacher, school):
    wish = make_wish(school, user=teacher)
    actions.looked([wish.pk], by=make_hr(school.board), today=timezone.localdate())
    client.force_login(teacher)

    client.post(reverse("matching:wish_withdraw"))

    assert not HoursWish.objects.exists()
    assert not WishLook.objects.exists()


def test_a_wish_is_gone_the_day_after_its_end(school):
    today = timezone.localdate()
    ends_today = make_wish(school, until=today, agreed_on=today)

    retention.forget_expired(today=today)
    assert HoursWish.objects.filter(pk=ends_today.pk).exists()

    retention.forget_expired(today=today + timedelta(days=1))
    assert not HoursWish.objects.exists()


def test_a_wish_past_its_end_counts_in_no_round_and_opens_nowhere(client, school):
    today = timezone.localdate()
    wish = make_wish(school, until=today - timedelta(days=1), agreed_on=today - timedelta(days=9))
    formation = make_round(school.board)

    assert rows_of(formation, today=today).wishes == ()
    assert client.get(reverse("matching:wish_by_key", args=[wish.key])).status_code == 404


def test_she_reads_who_looked_and_her_own_looks_do_not_count(client, teacher, school):
    wish = make_wish(school, user=teacher, seen_by="hr")
    make_round(school.board)
    hr = make_hr(school.board)
    today = timezone.localdate()
    for _ in range(2):
        actions.looked([wish.pk], by=hr, today=today)
    actions.looked([wish.pk], by=teacher, today=today)
    client.force_login(teacher)

    assert [look.by for look in client.get(WISH).context["looks"]] == [hr]


def test_her_wish_and_who_looked_are_in_her_own_archive(teacher, school):
    wish = make_wish(school, user=teacher)
    actions.looked([wish.pk], by=make_hr(school.board), today=timezone.localdate())

    assert [row.pk for row in own_data.rows_about(HoursWish, teacher)] == [wish.pk]


WHO_SEES = {
    "director": {"directeur"},
    "hr": {"directeur", "hr"},
    "schools": {"directeur", "hr", "collega-directeur"},
    "pool": {"directeur", "hr", "collega-directeur"},
}


@pytest.mark.parametrize("seen_by", WHO_SEES)
def test_only_whom_she_chose_sees_her_name(school, seen_by):
    board = school.board
    wish = make_wish(school, seen_by=seen_by)
    people = {
        "directeur": make_user(Role.DIRECTOR, schools=[school]),
        "collega-directeur": make_user(Role.DIRECTOR, schools=[make_school(board=board)]),
        "hr": make_hr(board),
        "hr elders": make_hr(make_board()),
        "directeur elders": make_user(Role.DIRECTOR, schools=[make_school()]),
        "leerkracht": make_user(schools=[school]),
        "hpp": make_user(Role.HPP),
    }

    sees = {who for who, user in people.items() if HoursWish.objects.visible_to(user).filter(pk=wish.pk).exists()}

    assert sees == WHO_SEES[seen_by]


def test_where_she_works_is_never_wider_than_who_may_see_it(school):
    assert make_wish(school, where="pool", seen_by="director").scope == "school"
    assert make_wish(school, where="pool", seen_by="hr").scope == "board"
    assert make_wish(school, where="school", seen_by="pool").scope == "school"
    assert make_wish(school, where="pool", seen_by="pool").scope == "pool"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("doo dom", "doo dom", "", 2)),
        ({"others_too": True}, ("", "woo wom doo dom vro vrm", "doo dom", 2)),
        ({"less_too": True}, ("", "doo dom", "", 1)),
        ({"others_too": True, "less_too": True}, ("", "woo wom doo dom vro vrm", "doo dom", 1)),
    ],
)
def test_what_she_ticks_on_her_phone_becomes_what_the_solver_asks(school, fields, expected):
    row = wish_row(make_wish(school, chosen=bits("doo", "dom"), **fields))

    asked = (*(" ".join(halves.names(of)) for of in (row.must, row.can, row.prefer)), row.min)
    assert asked == expected
    assert row.want == 2


def test_names_and_money_never_reach_the_solver(school):
    make_wish(school, name="Roos Meijer-Zonneschijn")
    formation = make_round(school.board)
    make_place(formation, school, partner="Marit de Boer")

    rows = repr(rows_of(formation, today=timezone.localdate()))

    assert "Roos" not in rows
    assert "Marit" not in rows
