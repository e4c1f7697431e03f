"""Mails that staff write or change: previews, words that are filled in, the log, and what got stuck."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from bootcamp.running import outbox, rules, words
from bootcamp.running.models import MailRule
from bootcamp.running.views import mails
from bootcamp.seats import actions
from portal.jobs.models import Job
from portal.people.access import Role
from portal.post.models import Letter
from tests.bootcamp.running.staff import SOON, a_seat, page, sign_in
from tests.factories import make_bootcamp, make_letter, make_school, make_user
from tests.jobs import do_all_jobs
from tests.letters import seat_of
from tests.seen import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


@pytest.fixture
def mail_server_away(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False


# Words that are filled in.


def letterhead(**person):
    seat = a_seat(make_bootcamp(title="Groep Midden"), "'t Hart & Co", **person)
    return words.Letterhead(
        to=seat.enrolled_by, school=seat.school, bootcamp=seat.bootcamp, path=seat.get_absolute_url()
    )


def test_words_are_filled_in_as_they_are():
    head = letterhead(first_name="Yıldız")

    assert words.filled_in("Dag {voornaam} van {SCHOOL} bij { bootcamp }", head) == (
        "Dag Yıldız van 't Hart & Co bij Groep Midden"
    )


def test_a_name_that_looks_like_a_field_stays_a_name():
    head = letterhead(first_name="{school}")

    assert words.filled_in("Dag {voornaam}", head) == "Dag {school}"


@pytest.mark.parametrize("text", ["{achternaam}", "Dag {voornaam.password}", "{0}", "{}", "{sessie}"])
def test_an_unknown_word_is_refused(text):
    with pytest.raises(ValidationError, match="kennen we niet"):
        words.check(text, about_session=False)


def test_what_we_know_passes():
    words.check("{voornaam} van {school}: { link }\n{\n}", about_session=False)
    words.check("{sessie} op {datum}", about_session=True)


# To a selection.


def write(**fields):
    return {"subject": "Tot donderdag", "text": "Hallo {voornaam} van {school}", **fields}


def test_a_mail_to_the_group_is_seen_first(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp, "De Regenbui", first_name="Samira", last_name="Haddou")

    shown = staff.post(page("write", bootcamp), write(stap="voorbeeld")).text

    assert "Hallo Samira van De Regenbui" in shown
    assert "Verstuur aan 1 mens" in shown
    assert not Letter.objects.exists()


def test_the_preview_can_be_of_another_person(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp, "A", first_name="Anna")
    other = a_seat(bootcamp, "B", first_name="Bram").participations.get()

    shown = staff.post(page("write", bootcamp), write(stap="voorbeeld", voor=other.pk)).text

    assert "Hallo Bram van B" in shown
    assert "Hallo Anna" not in shown


def test_sending_twice_with_the_same_page_mails_each_person_once(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    hr = make_user(Role.HR, first_name="Samira")
    for name in ("A", "B"):
        a_seat(bootcamp, name).participants.add(hr)
    token = staff.get(page("write", bootcamp)).context["token"]

    for _ in range(2):
        staff.post(page("write", bootcamp), write(stap="verstuur", kenmerk=token))
    do_all_jobs()

    assert Letter.objects.count() == len(mail.outbox) == 3
    assert len({message.to[0] for message in mail.outbox}) == 3


def test_only_the_schools_that_were_ticked(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    seats = [a_seat(bootcamp, name) for name in "ABC"]
    elsewhere = a_seat(make_bootcamp(), "Elders")
    chosen = [seats[0].pk, seats[2].pk, elsewhere.pk]

    staff.post(page("write", bootcamp), write(stap="verstuur", plek=chosen))

    assert {seat_of(letter) for letter in Letter.objects.all()} == {seats[0], seats[2]}


def test_what_the_filters_showed(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp, "De Regenbui")
    searched = a_seat(bootcamp, "De Tolbrug")

    shown = staff.get(page("write", bootcamp), {"zoek": "tolbrug"}).text
    staff.post(page("write", bootcamp), write(stap="verstuur", zoek="tolbrug"))

    assert '<input type="hidden" name="zoek" value="tolbrug">' in shown
    assert [seat_of(letter) for letter in Letter.objects.all()] == [searched]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"subject": "  "}, "subject"),
        ({"text": ""}, "text"),
        ({"text": "Dag {achternaam}"}, "text"),
        ({"subject": "x" * 151}, "subject"),
        ({"text": "x" * 5001}, "text"),
        ({"text": "nul \x00"}, "text"),
    ],
)
def test_a_mail_that_cannot_go_is_explained_and_kept(staff, fields, name):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp)

    response = staff.post(page("write", bootcamp), write(stap="verstuur", **fields))

    assert name in response.context["form"].errors
    assert not Letter.objects.exists()


def test_a_subject_cannot_start_a_header_of_its_own(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp)

    staff.post(page("write", bootcamp), write(stap="verstuur", subject="Dag\r\nBcc: x@y.nl"))
    do_all_jobs()

    assert mail.outbox[0].subject == "Dag Bcc: x@y.nl"
    assert mail.outbox[0].recipients() == [Letter.objects.get().to.email]


def test_many_are_written_to_in_chunks(staff, monkeypatch):
    monkeypatch.setattr(mails, "CHUNK", 2)
    bootcamp = make_bootcamp(starts_on=SOON)
    for number in range(5):
        a_seat(bootcamp, f"School {number}")

    staff.post(page("write", bootcamp), write(stap="verstuur"))

    assert Letter.objects.count() == 5


# What goes by itself.


def test_a_standard_mail_is_changed_for_this_bootcamp_alone(staff):
    bootcamp, other = make_bootcamp(starts_on=SOON), make_bootcamp(starts_on=SOON)
    url = page("rule", bootcamp, moment="week", audience="allen")
    answers = {"subject": "Bijna {sessie}", "text": "Dag {voornaam}", "is_on": "on"}

    staff.post(url, answers)
    staff.post(url, answers | {"subject": "Bijna: {sessie}"} | seen(staff, url))

    [own] = bootcamp.mail_rules.all()
    assert (own.moment, own.audience, own.subject, own.is_on) == ("week", "allen", "Bijna: {sessie}", True)
    assert rules.of_bootcamp(other)[0].subject == rules.WEEK_SUBJECT


def test_switching_a_standard_mail_off(staff):
    bootcamp = make_bootcamp(starts_on=SOON)

    staff.post(page("rule", bootcamp, moment="dag", audience="allen"), {"subject": "x", "text": "x"})

    assert [(rule.moment, rule.is_on) for rule in rules.of_bootcamp(bootcamp)] == [("week", True), ("dag", False)]


def test_the_preview_is_of_what_was_typed_and_saves_nothing(staff):
    bootcamp = make_bootcamp(starts_on=SOON)
    a_seat(bootcamp, first_name="Samira")
    answers = {"subject": "S", "text": "Dag {voornaam}, over {sessie}", "is_on": "on", "stap": "voorbeeld"}

    shown = staff.post(page("rule", bootcamp, moment="week", audience="allen"), answers).text

    assert "Dag Samira, over Sessie over stap 1" in shown
    assert not bootcamp.mail_rules.exists()


def test_adding_a_mail_begins_with_an_example(staff):
    bootcamp = make_bootcamp(starts_on=SOON)

    shown = staff.get(page("add_rule", bootcamp), {"als": "erna-afwezig"}).text
    answers = {"moment": "erna", "audience": "afwezig", "subject": "Gemist", "text": "Dag", "is_on": "on"}
    staff.post(page("add_rule", bootcamp), answers)
    twice = staff.post(page("add_rule", bootcamp), answers)

    assert "We misten je bij {sessie}" in shown
    assert [str(rule) for rule in bootcamp.mail_rules.all()] == ["de dag na elke sessie, aan wie er niet was"]
    assert "Deze mail is er al. Pas die aan." in twice.text


@pytest.mark.parametrize(
    ("moment", "audience"), [("week", "aanwezig"), ("dag", "afwezig"), ("erna", "onvoorbereid"), ("erna", "wacht")]
)
def test_a_moment_at_which_the_audience_means_nothing_is_refused(staff, moment, audience):
    bootcamp = make_bootcamp(starts_on=SOON)
    answers = {"moment": moment, "audience": audience, "subject": "x", "text": "x"}

    response = staff.post(page("add_rule", bootcamp), answers)

    assert list(response.context["form"].errors) == ["moment"]


def test_every_example_passes_its_own_check():
    for (moment, audience), (subject, text) in rules.EXAMPLES.items():
        words.check(subject + text, about_session=True)
        assert MailRule.Moment(moment)
        assert MailRule.Audience(audience)


def test_a_rule_that_is_not_there_is_not_found(staff):
    bootcamp = make_bootcamp()

    assert staff.get(page("rule", bootcamp, moment="erna", audience="allen")).status_code == 404


# The log, and what got stuck.


def a_letter(bootcamp, key="x", **fields):
    seat = a_seat(bootcamp)
    return make_letter(to=seat.enrolled_by, owner=bootcamp, about=[seat], subject=f"Mail {key}", **fields)


def test_the_log_tells_how_each_mail_stands(staff):
    bootcamp = make_bootcamp()
    late, gone, on_its_way = (a_letter(bootcamp, key) for key in ("c", "d", "e"))
    sent, dropped = (a_letter(bootcamp, state=state) for state in (Letter.State.SENT, Letter.State.HELD))
    failed, unsure = (a_letter(bootcamp, state=state) for state in (Letter.State.FAILED, Letter.State.UNCERTAIN))
    now = timezone.now()
    Letter.objects.filter(pk=dropped.pk).update(reason="niet meer nodig")
    Letter.objects.filter(pk=failed.pk).update(reason="de mailserver weigert dit adres")
    Letter.objects.filter(pk=late.pk).update(useless_from=now - timedelta(minutes=1))
    type(gone.to).objects.filter(pk=gone.to.pk).update(is_active=False)

    said = {letter: " ".join(staff.get(reverse("post:letter", args=[letter.pk])).text.split())
            for letter in (sent, dropped, late, gone, on_its_way, failed, unsure)}  # fmt: skip

    assert "verstuurd op" in said[sent]
    assert "niet meer nodig" in said[dropped]
    assert "het werd te laat" in said[late]
    assert "dit account is gesloten" in said[gone]
    assert "nog niet verstuurd" in said[on_its_way]
    assert "mislukt: de mailserver weigert dit adres" in said[failed]
    assert "onzeker of hij aankwam" in said[unsure]
    assert set(outbox.stuck(bootcamp, now=now)) == {on_its_way, failed, unsure}


def test_with_the_mail_server_away_staff_see_it_and_the_mail_goes_later(staff, mail_server_away, settings):
    bootcamp = make_bootcamp()
    letter = a_letter(bootcamp)
    do_all_jobs()

    shown = staff.get(page("mails", bootcamp)).text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    staff.post(page("try_again", bootcamp))
    do_all_jobs()

    letter.refresh_from_db()
    assert "1 mail is nog niet weg" in shown
    assert letter.sent_at is not None
    assert [message.to for message in mail.outbox] == [[letter.to.email]]
    assert "nog niet weg" not in staff.get(page("mails", bootcamp)).text


def test_with_the_mail_server_away_the_seat_stands_and_staff_see_that_its_proof_did_not_go(
    staff, mail_server_away, settings
):
    bootcamp = make_bootcamp(starts_on=SOON)
    director = make_user(Role.DIRECTOR, schools=[make_school()])
    school = director.schools.get()
    hour_ago = timezone.now() - timedelta(hours=1)
    actions.enrol(school=school, by=director, bootcamp_id=bootcamp.pk, now=hour_ago)
    do_all_jobs()

    shown = staff.get(page("bootcamp", bootcamp)).text
    which = staff.get(page("mails", bootcamp), {"wat": "vast"}).text
    elsewhere = staff.get(page("bootcamp", make_bootcamp())).text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    staff.post(page("try_again", bootcamp))
    do_all_jobs()

    assert bootcamp.school_seats.active().get().school == school
    assert "1 mail is niet weg" in shown
    assert f"{director.full_name}, {school.name}" in which
    assert "niet weg" not in elsewhere
    assert [message.to for message in mail.outbox] == [[director.email]]
    assert "niet weg" not in staff.get(page("bootcamp", bootcamp)).text
    # And what went stands in the log.
    assert f"{school.name} doet mee aan {bootcamp.title}" in staff.get(page("mails", bootcamp)).text


def test_a_mail_that_failed_for_good_gets_a_fresh_start(staff, mail_server_away, settings):
    bootcamp = make_bootcamp()
    letter = a_letter(bootcamp)
    for hours in range(10):
        do_all_jobs(now=timezone.now() + timedelta(hours=3 * hours))
    letter.refresh_from_db()
    failed = (letter.state, letter.attempts, Job.objects.unfinished().count())

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    staff.post(page("try_again", bootcamp))
    do_all_jobs()

    letter.refresh_from_db()
    assert failed == (Letter.State.FAILED, 8, 0)
    assert letter.sent_at is not None


def test_a_mail_whose_job_was_forgotten_gets_a_new_one_and_pressing_twice_makes_one(staff):
    bootcamp = make_bootcamp()
    letter = a_letter(bootcamp)
    Job.objects.all().delete()

    for _ in range(2):
        staff.post(page("try_again", bootcamp))

    letter.refresh_from_db()
    assert list(Job.objects.values_list("about", flat=True)) == [str(letter.parcel)]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_log_takes_no_more_queries_for_more_mails(staff, how_many, django_assert_num_queries):
    bootcamp = make_bootcamp()
    for number in range(how_many):
        a_letter(bootcamp, str(number))

    with django_assert_num_queries(10):
        shown = staff.get(page("mails", bootcamp)).text

    assert shown.count("Mail ") >= how_many
