"""From asked to held, as each side sees it: the school chooses, who comes late hears how it stands, all get mail."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from bootcamp.experts import actions
from bootcamp.experts.models import ExpertEvent, ExpertRequest
from bootcamp.seats.actions import NotPossible
from portal import retention
from portal.people.access import Role
from portal.people.models import User
from portal.post.models import Letter
from tests.factories import make_expert, make_expert_request, make_seat, make_user
from tests.jobs import do_all_jobs
from tests.seen import seen

pytestmark = pytest.mark.django_db

WORK = reverse("bootcamp:expert_work")


@pytest.fixture
def seat(cast):
    seat = make_seat(director=cast["directeur"])
    seat.bootcamp.led_by.set([cast["hpp"]])
    return seat


@pytest.fixture
def director(cast, seat):
    return cast.client("directeur")


@pytest.fixture
def expert(cast):
    make_expert(user=cast["expert"])
    return cast.client("expert")


@pytest.fixture
def asked(seat):
    return make_expert_request(seat=seat)


@pytest.fixture
def in_hand(seat, cast, expert):
    return make_expert_request(seat=seat, expert=cast["expert"])


def take(client, step, asked, **data):
    return client.post(reverse(f"bootcamp:expert_{step}", args=[asked.pk]), data, follow=True)


def yes(client, asked):
    return take(client, "say_yes", asked, expert_id=asked.expert_id)


def now(asked):
    return ExpertRequest.objects.get(pk=asked.pk)


def mails():
    """What was written since, as (kind, to)."""
    return sorted(Letter.objects.values_list("kind", "to__email"))


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def test_from_question_to_looking_back(director, expert, cast, asked):
    school, helper, leader = (cast[name].email for name in ("directeur", "expert", "hpp"))

    picked_up = take(expert, "pick_up", asked)
    assert "De vraag is van jou" in picked_up.text
    assert mails() == [("experts.picked_up", school)]
    assert "Ja, graag" in director.get(asked.get_absolute_url()).text

    yes(director, now(asked))
    assert mails()[-1] == ("experts.said_yes", helper)
    assert cast["directeur"].email in Letter.objects.get(kind="experts.said_yes").text

    take(expert, "plan", asked, planned_on=today().isoformat(), planned_how="10 uur, online")
    assert ("experts.planned", school) in mails()
    assert ("experts.planned", helper) not in mails()

    take(expert, "report", asked, report="We leidden het gesprek.")
    assert ("experts.held", school) in mails()

    take(director, "look_back", asked, helped="deels", differently="Eerder beginnen.")
    assert {("experts.looked_back", helper), ("experts.looked_back", leader)} < set(mails())
    page = expert.get(asked.get_absolute_url()).text
    assert "Een beetje." in page
    assert "Eerder beginnen." in page
    assert (now(asked).state, now(asked).helped) == ("geweest", "deels")
    kinds = list(asked.events.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["opgepakt", "ja", "afgesproken", "geweest", "terugblik"]


def test_the_mails_really_go(expert, cast, asked, mailoutbox):
    take(expert, "pick_up", asked)
    do_all_jobs()

    [mail] = mailoutbox
    assert mail.subject == f"{cast['expert'].full_name} wil je helpen"
    assert asked.get_absolute_url() in mail.body


def test_before_the_yes_nobody_sees_how_to_reach_the_other(director, expert, cast, in_hand):
    address = {"school": cast["directeur"].email, "expert": cast["expert"].email}

    before = (director.get(in_hand.get_absolute_url()).text, expert.get(in_hand.get_absolute_url()).text)
    yes(director, in_hand)
    after = (director.get(in_hand.get_absolute_url()).text, expert.get(in_hand.get_absolute_url()).text)

    assert (address["expert"] in before[0], address["school"] in before[1]) == (False, False)
    assert (address["expert"] in after[0], address["school"] in after[1]) == (True, True)
    assert cast["directeur"].full_name not in before[1]


def test_an_expert_who_could_pick_it_up_sees_no_names(expert, cast, asked):
    page = expert.get(asked.get_absolute_url()).text

    assert asked.question in page
    assert asked.seat.school.name in page
    assert cast["directeur"].full_name not in page
    assert cast["directeur"].email not in page


def test_at_a_no_it_is_open_again_but_not_for_this_expert(director, expert, cast, in_hand):
    other = make_expert().user

    take(director, "say_no", in_hand, expert_id=in_hand.expert_id)

    assert (now(in_hand).state, now(in_hand).expert) == ("gevraagd", None)
    assert list(ExpertRequest.objects.to_pick_up(other)) == [in_hand]
    assert list(ExpertRequest.objects.to_pick_up(cast["expert"])) == []
    assert expert.get(in_hand.get_absolute_url()).status_code == 404
    assert take(expert, "pick_up", in_hand).status_code == 404
    assert mails() == [("experts.open_again", cast["hpp"].email), ("experts.said_no", cast["expert"].email)]
    assert not actions.candidates(now(in_hand)).filter(user=cast["expert"]).exists()


def test_a_yes_never_goes_to_someone_the_school_did_not_see(director, cast, in_hand):
    """The expert gave it back and another picked it up while the page stood open."""
    stale = in_hand.expert_id
    actions.give_back(request_id=in_hand.pk, by=cast["expert"], now=timezone.now())
    another = make_expert().user
    actions.pick_up(request_id=in_hand.pk, by=another, now=timezone.now())

    page = take(director, "say_yes", in_hand, expert_id=stale).text

    assert actions.CHANGED in page
    assert (now(in_hand).expert, now(in_hand).said_yes_at) == (another, None)


def test_the_one_who_was_asked_for_needs_no_yes(director, expert, cast, seat):
    asked = make_expert_request(seat=seat, preferred=cast["expert"], skill="cijfers")

    take(expert, "pick_up", asked)

    assert now(asked).said_yes_at is not None
    assert "Spreek samen een dag af" in director.get(asked.get_absolute_url()).text


def test_when_the_one_asked_for_cannot_others_may(expert, cast, seat):
    asked = make_expert_request(seat=seat, preferred=cast["expert"])
    other = make_expert().user
    take(expert, "pick_up", asked)

    gave_back = take(expert, "give_back", asked)

    assert gave_back.redirect_chain[-1] == (WORK, 302)
    assert now(asked).preferred is None
    assert list(ExpertRequest.objects.to_pick_up(other)) == [asked]
    assert ("experts.gave_back", seat.enrolled_by.email) in mails()


def test_hpp_proposes_and_the_school_still_chooses(director, cast, asked):
    fits, other = make_expert(), make_expert(skills=["cijfers"], about="Cijfers.")
    hpp = cast.client("hpp")

    page = hpp.get(reverse("bootcamp:expert_assign", args=[asked.pk])).text
    take(hpp, "assign", asked, expert=fits.pk)

    assert page.index(f"{fits.user.full_name}, past bij de vraag") < page.index(f"{other.user.full_name}, past niet")
    assert (now(asked).expert, now(asked).said_yes_at) == (fits.user, None)
    assert mails() == sorted([("experts.assigned", fits.user.email), ("experts.picked_up", cast["directeur"].email)])
    assert f"{fits.user.full_name} wil je helpen" in director.get(asked.get_absolute_url()).text


def test_hpp_cannot_take_a_request_from_an_expert(cast, in_hand):
    another = make_expert()

    page = take(cast.client("hpp"), "assign", in_hand, expert=another.pk).text

    assert "pakte deze vraag net op" in page
    assert now(in_hand).expert == cast["expert"]


@pytest.mark.parametrize("lost", ["account", "inactive", "role"])
def test_a_request_whose_expert_went_can_go_to_another(director, cast, in_hand, lost):
    if lost == "account":
        cast["expert"].delete()
    elif lost == "inactive":
        User.objects.filter(pk=cast["expert"].pk).update(is_active=False)
    else:
        User.objects.filter(pk=cast["expert"].pk).update(role=Role.TEACHER)
    another = make_expert()

    seen = director.get(in_hand.get_absolute_url()).text
    for_hpp = cast.client("hpp").get(in_hand.get_absolute_url()).text
    take(cast.client("hpp"), "assign", in_hand, expert=another.pk)

    assert "HPP zoekt iemand anders" in seen
    assert "De expert is er niet meer" in for_hpp
    assert now(in_hand).expert == another.user


def test_the_second_expert_gets_a_clear_answer(expert, asked):
    first = make_expert().user
    actions.pick_up(request_id=asked.pk, by=first, now=timezone.now())

    pressed = take(expert, "pick_up", asked)
    looked = expert.get(asked.get_absolute_url(), follow=True)

    words = "Een andere expert was je net voor en pakte deze vraag op."
    assert [page.redirect_chain for page in (pressed, looked)] == [[(WORK, 302)]] * 2
    assert words in pressed.text
    assert words in looked.text
    assert now(asked).expert == first


def test_pressed_twice_it_happens_once(director, expert, cast, asked):
    take(expert, "pick_up", asked)
    again = take(expert, "pick_up", asked)
    for _ in range(2):
        yes(director, now(asked))
    for _ in range(2):
        take(expert, "plan", asked, planned_on=today().isoformat(), planned_how="")
    for _ in range(2):
        take(expert, "report", asked, report="Gedaan.")
    for helped in ("ja", "nee"):
        take(director, "look_back", asked, helped=helped)

    assert again.redirect_chain == [(asked.get_absolute_url(), 302)]
    assert asked.events.count() == 5
    assert now(asked).helped == "nee"
    assert len(mails()) == len(set(mails())) == 6


def test_the_school_withdraws_and_the_expert_hears_it(director, expert, cast, in_hand):
    yes(director, in_hand)
    take(director, "plan", in_hand, planned_on=today(5).isoformat())

    for _ in range(2):
        take(director, "withdraw", in_hand)

    assert now(in_hand).state == "ingetrokken"
    [letter] = Letter.objects.filter(kind="experts.withdrawn")
    assert (letter.to, "gaat niet door" in letter.text) == (cast["expert"], True)
    assert "De school trok deze vraag in" in expert.get(in_hand.get_absolute_url()).text
    assert cast["directeur"].email not in expert.get(in_hand.get_absolute_url()).text


def test_hpp_refuses_with_a_reason(director, cast, asked):
    hpp = cast.client("hpp")

    silent = take(hpp, "refuse", asked, reason="  ")
    take(hpp, "refuse", asked, reason="Dit doet je bestuur al.\nBel ze.")

    assert silent.context["form"].errors == {"reason": ["Schrijf op waarom, dan weet de school waar die aan toe is."]}
    assert "Dit doet je bestuur al.<br>Bel ze." in director.get(asked.get_absolute_url()).text
    assert "Dit doet je bestuur al." in Letter.objects.get(kind="experts.refused").text
    assert mails() == [("experts.refused", cast["directeur"].email)]


@pytest.mark.parametrize(
    ("step", "data", "field", "words"),
    [
        ("plan", {"planned_on": ""}, "planned_on", "Vul een datum in."),
        ("plan", {"planned_on": "30-2-2027"}, "planned_on", "Vul een datum in, zoals 4-3-2027."),
        ("plan", {"planned_on": today(-3)}, "planned_on", "Kies een dag na de vraag en binnen een jaar."),
        ("plan", {"planned_on": today(500)}, "planned_on", "Kies een dag na de vraag en binnen een jaar."),
        ("plan", {"planned_on": today(3), "planned_how": "x" * 121}, "planned_how", "Hou het bij 120 tekens."),
        ("report", {"report": "\u200b"}, "report", "Schrijf kort op wat jullie deden."),
        ("report", {"report": "x" * 2001}, "report", "Hou het bij 2000 tekens."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(expert, in_hand, step, data, field, words):
    ExpertRequest.objects.update(said_yes_at=timezone.now(), state="afgesproken", planned_on=today())

    stood = seen(expert, reverse(f"bootcamp:expert_{step}", args=[in_hand.pk])) if step == "plan" else {}
    response = take(expert, step, in_hand, **data, **stood)

    assert response.context["form"].errors == {field: [words]}
    assert words in BeautifulSoup(response.text, "html.parser").find(class_="error-summary").get_text()
    assert now(in_hand).report == ""


def test_looking_back_asks_whether_it_helped(director, in_hand):
    ExpertRequest.objects.update(said_yes_at=timezone.now(), state="geweest", report="Gedaan.")

    response = take(director, "look_back", in_hand, helped="", differently="Eerder.")

    assert response.context["form"].errors == {"helped": ["Kies wat het beste past."]}
    assert "Eerder." in response.text


def test_a_report_waits_for_the_day(expert, cast, in_hand):
    ExpertRequest.objects.update(said_yes_at=timezone.now(), state="afgesproken", planned_on=today(2))

    too_early = take(expert, "report", in_hand, report="Alvast.")

    assert "De dag van de afspraak moet nog komen." in too_early.text
    assert "Alvast." in too_early.text
    assert "Schrijf een kort verslag" not in expert.get(in_hand.get_absolute_url()).text


def test_what_cannot_be_done_any_more_leads_to_how_it_stands(director, asked):
    actions.withdraw(request_id=asked.pk, by=asked.asked_by, now=timezone.now())

    looked = director.get(reverse("bootcamp:expert_plan", args=[asked.pk]), follow=True)

    assert looked.redirect_chain == [(asked.get_absolute_url(), 302)]
    assert actions.CHANGED in looked.text


def test_a_school_that_gave_its_seat_back_gets_nobody(expert, cast, asked):
    asked.seat.cancelled_at = timezone.now()
    asked.seat.save()

    page = take(expert, "pick_up", asked)
    with pytest.raises(NotPossible, match="doet niet meer mee"):
        actions.assign(request_id=asked.pk, expert=make_expert(), by=cast["hpp"], now=timezone.now())

    assert page.redirect_chain == [(WORK, 302)]
    assert now(asked).state == "gevraagd"
    assert "doet niet meer mee" in cast.client("hpp").get(asked.get_absolute_url()).text


def test_a_colleague_who_takes_part_may_say_yes_and_a_stranger_may_not(client, cast, in_hand):
    colleague = make_user(Role.TEACHER)
    in_hand.seat.participants.add(colleague)
    client.force_login(colleague)

    refused = [
        take(cast.client(who), step, in_hand, expert_id=in_hand.expert_id).status_code
        for who, step in [("directeur_elders", "say_yes"), ("expert", "say_yes"), ("hpp", "say_yes")]
    ]
    yes(client, in_hand)

    assert refused == [404] * 3
    assert now(in_hand).said_yes_at is not None


def test_after_a_change_of_job_the_asker_gets_no_mail_any_more(expert, cast, asked):
    cast["directeur"].schools.clear()
    asked.seat.participants.clear()
    colleague = make_user(Role.DIRECTOR)
    asked.seat.participants.add(colleague)

    take(expert, "pick_up", asked)

    assert mails() == [("experts.picked_up", colleague.email)]


def test_the_account_of_an_expert_goes_and_what_happened_stays(director, cast, in_hand):
    event = in_hand.events.create(kind="opgepakt", at=timezone.now(), by=cast["expert"], expert=cast["expert"])

    cast["expert"].delete()

    assert ExpertEvent.objects.filter(pk=event.pk, by=None, expert=None).exists()
    assert director.get(in_hand.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_of_a_request_needs_no_more_queries_for_more_events(
    director, in_hand, cast, how_many, django_assert_num_queries
):
    for _ in range(how_many):
        in_hand.events.create(kind="opgepakt", at=timezone.now(), by=make_user(), expert=make_expert().user)

    with django_assert_num_queries(9):
        page = director.get(in_hand.get_absolute_url()).text

    assert page.count("Opgepakt:") == how_many


def test_after_two_years_a_request_goes_with_all_that_was_said(in_hand):
    in_hand.events.create(kind="opgepakt", at=timezone.now())
    kept = make_expert_request(state="geweest")
    ExpertRequest.objects.filter(pk=in_hand.pk).update(changed_at=timezone.now() - timedelta(days=800))

    retention.forget_expired(today=timezone.localdate())

    assert list(ExpertRequest.objects.all()) == [kept]
    assert not ExpertEvent.objects.exists()
