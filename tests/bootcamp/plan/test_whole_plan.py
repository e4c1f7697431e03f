"""The plan as a whole: who may read and comment, beginning it, versions, sharing, and what other rooms ask."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from bootcamp.plan import actions, overview, questions, rights, sheets, showing
from bootcamp.plan.cards import plan_card
from bootcamp.plan.models import Plan, schools_written_for
from bootcamp.plan.parts import PARTS, part_of, shown_at_first
from bootcamp.plan.sheets import PlanSheet
from bootcamp.plan.versions import differences
from portal.goals import Goal
from portal.people.access import Role
from tests.factories import (
    make_bootcamp,
    make_plan,
    make_plan_version,
    make_school,
    make_seat,
    make_user,
)
from tests.seen import seen

pytestmark = pytest.mark.django_db


def page_of(plan, name="plan", *more):
    return reverse(f"bootcamp:{name}", args=[plan.school_id, *more])


@pytest.mark.parametrize(
    ("level", "reads", "comments"), [("niets", 404, 404), ("lezen", 200, 403), ("reageren", 200, 302)]
)
@pytest.mark.parametrize(("who", "field"), [("leerkracht", "for_colleagues"), ("bestuur", "for_board")])
def test_colleagues_and_board_may_what_the_director_allows(cast, who, field, level, reads, comments):
    plan = make_plan(seat=make_seat(director=cast["directeur"]), **{field: level})
    client = cast.client(who)

    assert client.get(page_of(plan)).status_code == reads
    assert client.post(page_of(plan, "plan_comment"), {"text": "Mooi.", "goal": ""}).status_code == comments
    assert client.get(page_of(plan, "plan_goal", 1)).status_code == 404
    assert plan.comments.count() == (comments == 302)


def test_what_is_open_to_colleagues_is_not_open_to_the_board_or_another_school(cast):
    plan = make_plan(seat=make_seat(director=cast["directeur"]), for_colleagues="reageren")

    seen = {who: cast.client(who).get(page_of(plan)).status_code for who in ("bestuur", "hr", "directeur_elders")}
    assert seen == {"bestuur": 404, "hr": 404, "directeur_elders": 404}


def test_who_takes_part_writes_but_does_not_decide_who_reads(cast):
    plan = make_plan(seat=make_seat(director=cast["directeur"], colleagues=[cast["leerkracht"]]))
    client = cast.client("leerkracht")

    assert client.get(page_of(plan, "plan_goal", 1)).status_code == 200
    assert client.get(page_of(plan, "plan_sharing")).status_code == 404


def test_a_school_that_leaves_keeps_its_plan_and_its_directors_write_on(cast):
    seat = make_seat(director=cast["directeur"], colleagues=[cast["hr"]])
    plan = make_plan(seat=seat, answers={"team": "31"}, shared=True)
    leaving = cast.client("directeur").get(reverse("bootcamp:cancel", args=[seat.pk])).text
    seat.cancelled_at = timezone.now()
    seat.save()

    pages = {who: cast.client(who).get(page_of(plan, "plan_goal", 1)).status_code for who in ("directeur", "hr")}

    assert "Jullie plan op één pagina blijft van de school." in leaving
    assert pages == {"directeur": 200, "hr": 404}
    assert "Ons plan" in cast.client("directeur").get(reverse("home")).text
    assert list(Plan.objects.shown_in(seat.bootcamp)) == []


def test_leaving_says_nothing_of_a_plan_that_is_not_there(cast):
    seat = make_seat(director=cast["directeur"])

    leaving = cast.client("directeur").get(reverse("bootcamp:cancel", args=[seat.pk])).text

    assert "Meld deze school af" in leaving
    assert "blijft van de school" not in leaving


def test_who_writes_a_plan_is_the_same_question_beside_a_plan_and_within_a_query(cast):
    seat = make_seat(director=cast["directeur"], colleagues=[cast["hr"]])
    make_seat(bootcamp=seat.bootcamp, colleagues=[cast["bestuur"]])
    make_seat(director=cast["directeur_elders"], cancelled_at=timezone.now())

    within = {
        name: set(rights.schools_written_by(user).values_list("pk", flat=True))
        for name, user in cast.people.items()
        if user
    }

    assert within == {name: schools_written_for(user) for name, user in cast.people.items() if user}
    assert {name for name, schools in within.items() if schools} == {"directeur", "hr", "bestuur", "directeur_elders"}


def test_a_next_bootcamp_and_a_next_director_go_on_with_the_same_plan(cast):
    plan = make_plan(seat=make_seat(director=cast["directeur"]), answers={"team": "31"}, shared=True)
    second = make_seat(director=cast["directeur"])
    cast["directeur"].schools.clear()
    successor = make_user(Role.DIRECTOR, schools=[cast.school])

    assert list(rights.schools_written_by(successor)) == [cast.school]
    assert schools_written_for(successor) == {cast.school.pk}
    assert list(Plan.objects.visible_to(successor)) == [plan]
    assert overview.states([second])[second.pk].url == page_of(plan)
    # What a school showed to one group isn't shown to the next by itself.
    assert list(Plan.objects.shown_in(second.bootcamp)) == []


def test_the_plan_goes_along_when_the_seat_moves(cast):
    seat = make_seat(director=cast["directeur"])
    plan = make_plan(seat=seat, answers={"team": "31"})
    seat.bootcamp = make_bootcamp()
    seat.save()

    page = cast.client("directeur").get(reverse("bootcamp:my_bootcamp"), follow=True).text
    assert seat.bootcamp.title in page
    page = cast.client("directeur").get(page_of(plan, "plan_goal", 1)).context["page"]
    assert page.forms["team"]["text"].value() == "31"
    assert overview.states([seat])[seat.pk].url == page_of(plan)


def test_hpp_sees_that_a_school_has_not_begun_and_cannot_begin_for_it(cast):
    seat = make_seat(director=cast["directeur"])
    client, url = cast.client("hpp"), reverse("bootcamp:plan", args=[seat.school_id])

    pages = [client.get(url), client.post(url)]

    assert all("is nog niet begonnen met het plan" in page.text for page in pages)
    assert Plan.objects.count() == 0
    assert cast.client("bestuur").get(url).status_code == 404
    assert client.get(reverse("bootcamp:plan", args=[make_school().pk])).status_code == 404


def test_a_plan_begins_in_a_bootcamp(cast):
    url = reverse("bootcamp:plan", args=[cast.school.pk])

    assert cast.client("directeur").get(url).status_code == 404
    make_seat(director=cast["directeur"], cancelled_at=timezone.now())
    assert cast.client("directeur").post(url).status_code == 404
    assert Plan.objects.count() == 0


def test_beginning_twice_is_beginning_once(cast):
    bootcamp = make_bootcamp(sector="kinderopvang")
    make_seat(director=cast["directeur"], bootcamp=bootcamp)
    client = cast.client("directeur")
    url = reverse("bootcamp:plan", args=[cast.school.pk])

    assert "Begin met het plan" in client.get(url).text
    assert [client.post(url)["Location"] for _ in range(2)] == [
        reverse("bootcamp:plan_goal", args=[cast.school.pk, 1]),
        url,
    ]
    plan = Plan.objects.get()
    assert (plan.sector, plan.next_nudge_on) == ("kinderopvang", timezone.localdate() + timedelta(weeks=6))


def test_a_new_round_leaves_out_what_is_done_and_keeps_it_in_the_version_before(cast):
    plan = make_plan(
        seat=make_seat(director=cast["directeur"]),
        answers={"team": "31", "frames": ""},
        actions=[{"what": "Gedaan", "status": "klaar"}, {"what": "Nog doen", "goal": 2, "status": "bezig"}],
    )
    make_plan_version(plan=plan)
    client = cast.client("directeur")
    first = client.get(page_of(plan, "plan_new_round"))
    answers = [client.post(page_of(plan, "plan_new_round")) for _ in range(2)]

    assert "<li>Gedaan</li>" in first.text
    assert "Nog doen" not in first.text
    assert [answer.status_code for answer in answers] == [302, 200]
    assert [line.what for line in sheets.of(Plan.objects.get()).lines] == ["Nog doen"]
    contents = plan.versions.order_by("number").values_list("content", flat=True)
    assert [[action["what"] for action in content["actions"]] for content in contents] == [
        ["Gedaan", "Nog doen"],
        ["Nog doen"],
    ]
    assert [content["answers"] for content in contents] == [{"team": "31"}] * 2


def test_versions_are_compared_and_put_back(cast):
    plan = make_plan(
        seat=make_seat(director=cast["directeur"]),
        answers={"team": "31"},
        actions=[{"what": "Spreekuur", "goal": 2, "due": "2027-03"}],
    )
    make_plan_version(plan=plan, number=1, content={"answers": {"team": "30", "help": "Gespreksleider"}, "actions": []})
    make_plan_version(plan=plan, number=2)
    client = cast.client("directeur")

    page = client.get(page_of(plan, "plan_version", 1)).text
    beside = client.get(page_of(plan, "plan_version", 1), {"met": "2"}).text
    client.post(page_of(plan, "plan_version", 1))

    for shown in (page, beside):
        assert "30 collega’s" in shown
        assert "31 collega’s" in shown
        assert "Spreekuur, maart 2027, nog niet" in shown
    assert dict(plan.answers.values_list("question", "text")) == {"team": "30", "help": "Gespreksleider"}
    assert list(plan.versions.order_by("number").values_list("number", "restored_from")) == [
        (1, None),
        (2, None),
        (3, 1),
    ]
    assert client.get(page_of(plan, "plan_version", 1), {"met": "٣"}).status_code == 200
    assert client.get(page_of(plan, "plan_version", 9)).status_code == 404


def test_differences_come_in_the_order_of_the_plan():
    action = {"key": "a", "goal": 1, "number": 1, "what": "Cijfers", "who": "Els", "due": "", "status": "bezig"}
    before = {"answers": {"by_month": "2028-05", "barrier_norm": "ja"}, "actions": [action]}
    after = {"answers": {"frames": "Tot 8 uur"}, "actions": [{**action, "status": "klaar"}]}

    changes = [(change.where, change.what, change.before, change.after) for change in differences(before, after)]

    assert changes == [
        (Goal.FACTS.label, "Wanneer moet dat zo zijn?", "mei 2028", "leeg"),
        (Goal.FACTS.label, "Deeltijd is hier de norm. We praten er weinig over.", "wel gekozen", "niet gekozen"),
        (Goal.FACTS.label, "Actie", "Cijfers, Els, bezig", "Cijfers, Els, klaar"),
        (Goal.DIRECTORS.label, "Welke ruimte geeft je bestuur?", "leeg", "Tot 8 uur"),
    ]


def test_only_the_writer_and_who_manages_take_a_comment_away(cast):
    plan = make_plan(seat=make_seat(director=cast["directeur"]), for_board="reageren")
    comment = plan.comments.create(written_by=cast["bestuur"], text="<script>x</script>", written_at=timezone.now())
    url = page_of(plan, "plan_comment_removal", comment.pk)

    assert "&lt;script&gt;x" in cast.client("directeur").get(page_of(plan)).text
    assert cast.client("hr").post(url).status_code == 404
    assert cast.client("hpp").post(url).status_code == 404
    assert cast.client("directeur").post(url).status_code == 302
    assert plan.comments.count() == 0


def test_a_comment_that_is_empty_or_too_long_stays_on_the_page(cast):
    plan = make_plan(seat=make_seat(director=cast["directeur"]))
    client = cast.client("directeur")

    empty = client.post(page_of(plan, "plan_comment"), {"text": "  ", "goal": ""}).text
    long = client.post(page_of(plan, "plan_comment"), {"text": "y" * 1001, "goal": "2"}).text

    assert "Schrijf eerst een reactie." in empty
    assert "y" * 1001 in long
    assert plan.comments.count() == 0


def test_the_director_decides_who_reads_and_how_often_we_mail(cast):
    seat = make_seat(director=cast["directeur"])
    plan, elsewhere = make_plan(seat=seat), make_bootcamp()
    choice = {"for_colleagues": "lezen", "for_board": "reageren", "nudge_weeks": "2"}
    client, address = cast.client("directeur"), page_of(plan, "plan_sharing")

    refused = client.post(address, {**choice, "shared_with": [elsewhere.pk], **seen(client, address)})
    assert list(plan.shared_with.all()) == []
    share(client, address, {**choice, "shared_with": [seat.bootcamp_id], "shown_parts": shown_at_first()})
    plan.refresh_from_db()
    assert refused.status_code == 200
    assert "shared_with" in refused.context["form"].errors
    assert (plan.for_colleagues, plan.for_board) == ("lezen", "reageren")
    assert list(plan.shared_with.all()) == [seat.bootcamp]
    assert plan.next_nudge_on == timezone.localdate() + timedelta(weeks=2)

    client.post(address, {**choice, "nudge_weeks": "0", **seen(client, address)})
    plan.refresh_from_db()
    assert plan.next_nudge_on is None
    wrong = client.post(address, {**choice, "for_board": "alles", **seen(client, address)})
    assert list(wrong.context["form"].errors) == ["for_board"]


def share(client, address, choice):
    """Look how others will see it, and share it so."""
    looked = client.post(address, {**choice, **seen(client, address)})
    return client.post(address, {**choice, **seen(client, address), "gezien": looked.context["seen_by_others"].mark})


MONEY = {"hiring": "84000", "barrier_own_1": "Er is nog € 5.000 voor opleiding.", "barrier_own_2": "Het rooster."}
ACTED = [
    {"what": "Praten met het team", "who": "Els"},
    {"what": "Inhuur van 12.500 minder", "who": "Zwaantje"},
]


def a_plan_with_money(seat):
    answers = {"team": "31", "part_timers": "24", "more_hours": "4", "responsible": "Els Bakker", **MONEY}
    return make_plan(seat=seat, answers=answers, actions=ACTED)


def test_nothing_is_shared_before_it_was_seen_as_others_see_it(cast, client):
    seat = make_seat(director=cast["directeur"])
    plan = a_plan_with_money(seat)
    director, address = cast.client("directeur"), page_of(plan, "plan_sharing")
    choice = {"for_colleagues": "niets", "for_board": "niets", "nudge_weeks": "6", "shared_with": [seat.bootcamp_id]}
    choice["shown_parts"] = shown_at_first()

    looked = director.post(address, {**choice, **seen(director, address)})

    assert list(plan.shared_with.all()) == []
    preview = read_part(looked.text)
    director.post(address, {**choice, **seen(director, address), "gezien": looked.context["seen_by_others"].mark})
    client.force_login(make_seat(bootcamp=seat.bootcamp).enrolled_by)
    others = client.get(reverse("bootcamp:shown_plan", args=[seat.bootcamp_id, seat.pk])).text
    assert read_part(others) == preview
    assert "Praten met het team" in preview
    assert "Het rooster." in preview
    for kept in ("84", "5.000", "12.500", "Els", "Zwaantje"):
        assert kept not in preview


def test_what_changed_since_it_was_seen_is_shown_again_first(cast):
    seat = make_seat(director=cast["directeur"])
    plan = a_plan_with_money(seat)
    client, address = cast.client("directeur"), page_of(plan, "plan_sharing")
    choice = {"for_colleagues": "niets", "for_board": "niets", "nudge_weeks": "6", "shared_with": [seat.bootcamp_id]}
    choice["shown_parts"] = shown_at_first()
    looked = client.post(address, {**choice, **seen(client, address)})
    mark = {"gezien": looked.context["seen_by_others"].mark}
    more = {**choice, "shown_parts": [*shown_at_first(), "geld"]}

    ticked_more = client.post(address, {**more, **seen(client, address), **mark})
    plan.answers.filter(question="team").update(text="32")
    typed = client.post(address, {**choice, **seen(client, address), **mark})

    assert list(plan.shared_with.all()) == []
    assert "84.000" in read_part(ticked_more.text)
    assert "van 32" in read_part(typed.text)


def test_a_plan_that_shows_nothing_is_not_shared(cast):
    seat = make_seat(director=cast["directeur"])
    plan = make_plan(seat=seat)
    client, address = cast.client("directeur"), page_of(plan, "plan_sharing")
    choice = {"for_colleagues": "niets", "for_board": "niets", "nudge_weeks": "6", "shared_with": [seat.bootcamp_id]}

    page = client.post(address, {**choice, **seen(client, address)})

    assert page.context["form"].errors["shown_parts"] == ["Vink aan wat anderen mogen zien."]


@pytest.mark.parametrize("part", [part.key for part in PARTS])
def test_a_part_that_is_not_chosen_is_nowhere_in_what_others_see(part):
    """Each answer has a word of its own; those of this part are gone, all others stand there."""
    answers = {question.key: f"{number}7" for number, question in enumerate(questions.QUESTIONS, 1)}
    answers |= {"by_month": "2028-03", "part_timers": "3107", "job_size": "0,41", "vacancies": "1,9"}
    for words in ("barrier_own_1", "barrier_own_2", "frames", "help", "responsible", "together"):
        answers[words] = f"woord {words}"
    action = {"key": "x", "goal": 1, "what": "Samen praten", "who": "Els", "due": "", "status": "bezig"}
    sheet = PlanSheet(school="De Ark", answers=answers, actions=[action], begun_in="najaar 2026", compares=False)

    shown = showing.shown(sheet, [other.key for other in PARTS if other.key != part])

    kept = {key for key in answers if part_of(key) != part}
    assert shown.answers.keys() == kept
    assert bool(shown.lines) == (part != "acties")
    assert [line.who for line in shown.lines] == ([] if part == "acties" else [""] if part == "namen" else ["Els"])


def read_part(html):
    return " ".join(BeautifulSoup(html, "html.parser").select_one(".plan-read").get_text(" ").split())


def test_two_directors_who_share_at_once_see_what_the_other_chose(cast):
    plan = make_plan(seat=make_seat(director=cast["directeur"]), for_board="niets")
    client, address = cast.client("directeur"), page_of(plan, "plan_sharing")
    first_seen = seen(client, address)
    choice = {"for_colleagues": "niets", "nudge_weeks": str(plan.nudge_weeks)}
    client.post(address, {**choice, "for_board": "lezen", **first_seen})

    page = client.post(address, {**choice, "for_board": "reageren", **first_seen}).text

    assert "Iemand anders wijzigde dit terwijl jij bezig was." in page
    assert "Er staat nu: lezen" in page
    plan.refresh_from_db()
    assert plan.for_board == "lezen"


def test_other_schools_of_the_bootcamp_are_shown_only_what_was_opted_in(cast, django_assert_num_queries):
    bootcamp = make_bootcamp()
    shown = make_plan(seat=make_seat(bootcamp=bootcamp), shared=True, answers={"team": "31"})
    make_plan(seat=make_seat(bootcamp=bootcamp))
    make_plan(shared=True)
    gone = make_seat(bootcamp=bootcamp, cancelled_at=timezone.now())
    make_plan(seat=gone, shared=True)

    with django_assert_num_queries(3):
        plans = list(Plan.objects.shown_in(bootcamp))
        texts = [sheets.of(plan).answer("team") for plan in plans]

    assert (plans, texts) == ([shown], ["31"])


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_state_of_many_plans_takes_one_query(how_many, django_assert_num_queries):
    seats = [make_seat() for _ in range(how_many + 1)]
    for seat in seats[1:]:
        make_plan(
            seat=seat,
            answers={"more_hours": "4"},
            actions=[{"goal": 1}, {"goal": 1}, {"goal": 3}, {"goal": 5, "is_removed": True}],
        )

    with django_assert_num_queries(1):
        states = overview.states(seats)

    assert (states[seats[0].pk].goals_filled, states[seats[0].pk].has_ambition) == (0, False)
    assert all((states[seat.pk].goals_filled, states[seat.pk].has_ambition) == (2, True) for seat in seats[1:])


def card(user, seat):
    return render_to_string("bootcamp/plan/_card.html", plan_card(user, seat))


def test_the_card_shows_progress_or_the_beginning(cast):
    seat = make_seat(director=cast["directeur"])
    assert "Begin jullie plan" in card(cast["directeur"], seat)
    assert "plan" not in card(cast["bestuur"], seat)

    make_plan(
        seat=seat,
        answers={"more_hours": "1", "part_timers": "24", "by_month": "2028-05"},
        actions=[{"status": "klaar"}, {"status": "bezig"}],
    )

    shown = card(cast["directeur"], seat)
    assert "1 van onze 24 parttimers werkt in mei 2028 meer uren" in shown
    assert "1 van de 2 acties klaar" in shown
    assert "acties" not in card(cast["bestuur"], seat)


def test_ons_plan_stands_in_the_menu_of_who_has_one(cast):
    def menu(who):
        return "Ons plan" in cast.client(who).get(reverse("home")).text

    before = {who: menu(who) for who in ("directeur", "leerkracht", "hpp")}
    plan = make_plan(seat=make_seat(director=cast["directeur"]))
    during = {who: menu(who) for who in ("directeur", "leerkracht", "bestuur", "directeur_elders", "hpp", "expert")}
    Plan.objects.filter(pk=plan.pk).update(for_colleagues="lezen")

    assert before == {"directeur": False, "leerkracht": False, "hpp": False}
    assert [who for who, shown in during.items() if shown] == ["directeur"]
    assert menu("leerkracht")


def test_my_plans_goes_straight_to_the_only_one(cast):
    url = reverse("bootcamp:plans")
    client = cast.client("directeur")
    assert "Er is nog geen plan dat je kunt zien" in client.get(url).text
    first = make_seat(director=cast["directeur"])
    assert client.get(url)["Location"] == reverse("bootcamp:plan", args=[first.school_id])
    second = make_school()
    cast["directeur"].schools.add(second)
    make_plan(seat=make_seat(school=second))

    page = client.get(url).text

    assert (page.count(str(cast.school)), page.count(str(second))) == (1, 1)
    assert "Er is nog geen plan. Je kunt het beginnen." in page


@pytest.mark.parametrize("how_many", [1, 3])
def test_pages_with_lists_need_no_more_queries_for_more_rows(cast, how_many, django_assert_max_num_queries):
    plan = make_plan(seat=make_seat(director=cast["directeur"]), for_board="reageren")
    for number in range(1, how_many + 1):
        make_plan_version(plan=plan, number=number)
        plan.comments.create(written_by=cast["bestuur"], text="Mooi.", written_at=timezone.now())
        school = make_school()
        cast["directeur"].schools.add(school)
        make_plan(seat=make_seat(school=school))
    client = cast.client("directeur")

    with django_assert_max_num_queries(11):
        assert client.get(page_of(plan)).text.count("Mooi.") == how_many
    with django_assert_max_num_queries(8):
        client.get(page_of(plan, "plan_versions"))
    with django_assert_max_num_queries(6):
        client.get(reverse("bootcamp:plans"))


def test_people_of_a_plan_are_the_participants_and_the_directors_of_the_school(cast):
    second = make_user(Role.DIRECTOR, schools=[cast.school], first_name="Anna")
    make_user(Role.DIRECTOR, schools=[cast.school], is_active=False)
    make_user(Role.TEACHER, schools=[make_school()])
    seat = make_seat(director=cast["directeur"], colleagues=[cast["hr"]])

    assert set(rights.people_of(seat.school)) == {cast["directeur"], cast["hr"], second}


def test_a_plan_that_nobody_changed_for_two_years_goes():
    from portal import retention

    now = timezone.now()
    old = make_plan(answers={"team": "3"}, changed_at=now - timedelta(days=800))
    kept = make_plan()

    report = retention.forget_expired(today=now.date())

    assert report["plannen"] == 1
    assert list(Plan.objects.all()) == [kept]
    assert actions.next_nudge(old, now.date()) == now.date() + timedelta(weeks=6)
