"""The digest and the mail at once: who gets them, what is in them, and that nobody gets one twice."""

import smtplib
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from bootcamp.exchange import actions, digests, tasks
from bootcamp.exchange.letters import ABOUT_POSTS, DIGEST
from bootcamp.exchange.models import Mail, Membership
from portal.jobs import queue
from portal.jobs.models import Job
from portal.people.access import Role
from portal.post import kinds, sending, unsubscribing, writing
from portal.post.models import Letter
from tests.factories import make_bootcamp, make_letter, make_reply, make_school, make_seat, make_thread, make_user

pytestmark = pytest.mark.django_db
# The latest morning that was: also at night, when seven o'clock of this day is still to come.
TODAY = timezone.localdate(timezone.now() - timedelta(hours=7))
MORNING = timezone.make_aware(datetime.combine(TODAY, time(7)))
YESTERDAY = MORNING - timedelta(hours=12)
State = Letter.State


@pytest.fixture
def group():
    """A bootcamp in which two schools take part, and what the one wrote yesterday."""
    writer, reader = (
        make_user(Role.DIRECTOR, schools=[make_school()], first_name=name, last_name="Bos") for name in ("Bram", "Noor")
    )
    bootcamp = make_bootcamp(title="Groep Zuid")
    for director in (writer, reader):
        make_seat(bootcamp=bootcamp, director=director)
    thread = make_thread(author=writer, bootcamp=bootcamp, title="Vrijdag", body="<p>Wie & hoe?</p>", now=YESTERDAY)
    return {"bootcamp": bootcamp, "writer": writer, "reader": reader, "thread": thread}


def do_jobs():
    """As the worker would, one after the other."""
    while job := Job.objects.filter(state=Job.State.QUEUED, run_after__lte=timezone.now()).first():
        queue.run(str(job.key), now=timezone.now())


def digest(day=TODAY):
    digests.make(today=day, now=MORNING)
    do_jobs()


def mailed():
    return sorted(message.to[0] for message in mail.outbox)


def choose(person, choice, group):
    actions.choose_mail(bootcamp=group["bootcamp"], user=person, mail=choice)


def test_the_digest_tells_others_what_was_written_yesterday(group, settings):
    digest()

    assert mailed() == [group["reader"].email]
    message = mail.outbox[0]
    assert message.subject == "1 nieuw bericht in Groep Zuid"
    post = group["thread"].posts.get()
    for words in ("Hallo Noor,", "== Vrijdag ==", f"Bram Bos, {post.school.name}:", "Wie & hoe?"):
        assert words in message.body
    assert settings.SITE_URL + post.get_absolute_url() in message.body
    link = unsubscribing.link(ABOUT_POSTS, group["reader"], group["bootcamp"])
    assert link in message.body
    assert message.extra_headers["List-Unsubscribe"] == f"<{link}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Letter.objects.values_list("state", "text").get() == (State.SENT, "")


def test_a_second_round_on_the_same_day_mails_nobody(group):
    digest()
    make_thread(author=group["writer"], bootcamp=group["bootcamp"], now=YESTERDAY)
    digest()

    assert mailed() == [group["reader"].email]
    assert Letter.objects.count() == 1


def test_every_day_has_its_own_digest_and_without_news_there_is_none(group):
    digest()
    digest(TODAY + timedelta(days=1))
    make_reply(group["thread"], author=group["reader"], now=MORNING)
    digest(TODAY + timedelta(days=1))

    assert mailed() == sorted([group["reader"].email, group["writer"].email])


def test_a_morning_without_a_worker_is_made_up_for_but_last_week_is_not(group):
    digests.make(today=TODAY + timedelta(days=2), now=MORNING + timedelta(days=2))
    digests.make(today=TODAY + timedelta(days=9), now=MORNING + timedelta(days=9))

    assert [letter.details["day"] for letter in Letter.objects.all()] == [TODAY.isoformat()]
    Letter.objects.all().delete()
    digests.make(today=TODAY + timedelta(days=3), now=MORNING + timedelta(days=3))
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(("choice", "gets"), [(Mail.AT_ONCE, False), (Mail.DAILY, True), (Mail.NONE, False)])
def test_only_who_wants_a_digest_gets_one(group, choice, gets):
    choose(group["reader"], choice, group)

    digest()

    assert Letter.objects.filter(kind="exchange.digest", state=State.SENT).exists() is gets


def test_leaders_get_it_and_who_gave_the_seat_back_or_left_does_not(group):
    leader = make_user(Role.HPP)
    group["bootcamp"].led_by.add(leader)
    make_user(Role.HPP)  # leads nothing here
    left = make_seat(bootcamp=group["bootcamp"])
    left.cancelled_at = timezone.now()
    left.save()
    gone = make_seat(bootcamp=group["bootcamp"]).enrolled_by
    gone.is_active = False
    gone.save()

    digest()

    assert mailed() == sorted([group["reader"].email, leader.email])


def test_a_board_that_looks_along_gets_mail_only_when_it_asks_for_it(group):
    board = make_user(Role.BOARD, board=group["writer"].schools.get().board)
    digest()
    assert board.email not in mailed()
    choose(board, Mail.DAILY, group)
    stranger = make_user(Role.BOARD, board=make_school().board)
    choose(stranger, Mail.DAILY, group)
    make_reply(group["thread"], author=group["writer"], now=MORNING)

    digest(TODAY + timedelta(days=1))

    assert board.email in mailed()
    assert stranger.email not in mailed()


def test_what_is_hidden_or_removed_before_the_mail_goes_is_not_in_it(group):
    hidden = make_reply(group["thread"], author=group["writer"], body="<p>Naar</p>", now=YESTERDAY)
    digests.make(today=TODAY, now=MORNING)
    actions.hide(post_id=hidden.pk, because="Onaardig", now=MORNING)
    do_jobs()
    assert "Naar" not in mail.outbox[0].body

    make_reply(group["thread"], author=group["writer"], now=MORNING)
    digests.make(today=TODAY + timedelta(days=1), now=MORNING)
    for post in group["thread"].posts.all():
        actions.hide(post_id=post.pk, because="Onaardig", now=MORNING)
    do_jobs()

    assert len(mail.outbox) == 1
    assert Letter.objects.latest("pk").state == State.HELD


def test_who_changes_the_choice_before_the_mail_goes_gets_none(group):
    digests.make(today=TODAY, now=MORNING)
    choose(group["reader"], Mail.NONE, group)

    do_jobs()

    assert mail.outbox == []
    assert Letter.objects.get().state == State.HELD


def test_being_called_by_name_stands_in_the_subject(group):
    make_reply(group["thread"], author=group["writer"], mentioned=[group["reader"]], now=YESTERDAY)

    digest()

    assert mail.outbox[0].subject == "Bram Bos noemde je in Groep Zuid"
    assert "(noemt jou)" in mail.outbox[0].body


def test_at_once_goes_when_it_is_written_and_not_to_the_writer(group):
    for person in (group["reader"], group["writer"]):
        choose(person, Mail.AT_ONCE, group)
    Job.objects.all().delete()

    reply = make_reply(group["thread"], author=group["writer"], body="<p>Nog iets</p>")
    do_jobs()
    queue.HANDLERS["bootcamp.exchange.announce"].run(post_id=reply.pk)
    do_jobs()
    digest()

    assert mailed() == [group["reader"].email]
    assert mail.outbox[0].subject == "Bram Bos: Vrijdag"
    assert "Nog iets" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_announcement_that_broke_off_leaves_nothing_half(group, monkeypatch):
    choose(group["reader"], Mail.AT_ONCE, group)
    Job.objects.all().delete()
    reply = make_reply(group["thread"], author=group["writer"])
    with monkeypatch.context() as broken:
        broken.setattr(writing, "send_later", lambda *args, **kwargs: 1 / 0)
        do_jobs()
    assert Letter.objects.about(reply).count() == 0

    run_the_job_again(Job.objects.get(kind="bootcamp.exchange.announce"))

    assert mailed() == [group["reader"].email]


def test_a_line_break_in_a_title_starts_no_header(group):
    choose(group["reader"], Mail.AT_ONCE, group)
    group["thread"].title = "Hoi\nBcc: iemand@kwaad.example"
    group["thread"].save()

    make_reply(group["thread"], author=group["writer"])
    do_jobs()

    assert mail.outbox[0].subject == "Bram Bos: Hoi"
    assert "Bcc" not in mail.outbox[0].message()
    assert mail.outbox[0].recipients() == [group["reader"].email]


class Broken(EmailBackend):
    """A mail server that says something else to some."""

    answers = {}

    def send_messages(self, messages):
        if wrong := self.answers.get(messages[0].to[0]):
            raise wrong
        return super().send_messages(messages)


@pytest.fixture
def answers(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr(Broken, "answers", {})
    return Broken.answers


@pytest.fixture
def readers(group):
    """Three readers, in the order in which they are mailed."""
    more = [make_seat(bootcamp=group["bootcamp"]).enrolled_by for _ in range(2)]
    return [group["reader"], *more]


def states():
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def run_the_job_again(job):
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
    do_jobs()


def try_again_later():
    """The pause is over."""
    Job.objects.filter(kind="post.bulk", state=Job.State.QUEUED).update(run_after=timezone.now())
    do_jobs()


def test_an_address_that_is_refused_holds_up_nobody(group, readers, answers):
    answers[readers[1].email] = smtplib.SMTPRecipientsRefused({})

    digest()

    assert states() == [State.SENT, State.FAILED, State.SENT]


def test_what_the_server_said_no_to_is_tried_again_and_the_rest_not(group, readers, answers):
    answers[readers[1].email] = smtplib.SMTPDataError(451, b"later")
    digest()
    before = states()
    answers.clear()

    try_again_later()

    assert before == [State.SENT, State.WRITTEN, State.WRITTEN]
    assert states() == [State.SENT] * 3
    assert mailed() == sorted(reader.email for reader in readers)


@pytest.mark.parametrize("wrong", [smtplib.SMTPServerDisconnected("weg"), TimeoutError("stil"), OSError("kapot")])
def test_a_line_that_broke_while_sending_leaves_that_one_unsure_and_never_sent_again(group, readers, answers, wrong):
    answers[readers[1].email] = wrong
    digest()
    answers.clear()

    try_again_later()
    digest()

    assert states() == [State.SENT, State.UNCERTAIN, State.SENT]
    assert mailed() == sorted([readers[0].email, readers[2].email])


def test_a_claim_that_nobody_finished_is_unsure(group, readers):
    digests.make(today=TODAY, now=MORNING)
    first = Letter.objects.order_by("pk").first()
    kind = kinds.find(first.kind)
    assert sending._claim(first, kind, MORNING)  # and there the worker died

    do_jobs()

    assert states() == [State.UNCERTAIN, State.SENT, State.SENT]


class Overtaken(EmailBackend):
    """Someone else begins the same job at the moment that the first mail is on its way."""

    others = []

    def send_messages(self, messages):
        while self.others:
            self.others.pop()()
        return super().send_messages(messages)


def test_a_second_worker_in_the_middle_of_a_mail_sends_nothing_twice(group, readers, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Overtaken"
    digests.make(today=TODAY, now=MORNING)
    [parcel] = set(Letter.objects.values_list("parcel", flat=True))
    Overtaken.others.append(lambda: sending.send(parcel))

    sending.send(parcel)

    # The second left the first mail alone, which was in doubt; the first worker then told that it went.
    assert states() == [State.SENT] * 3
    assert mailed() == sorted(reader.email for reader in readers)


def test_the_next_digest_says_that_the_one_before_may_be_missing(group):
    yesterday = {"bootcamp": group["bootcamp"].pk, "day": (TODAY - timedelta(days=1)).isoformat()}
    make_letter(to=group["reader"], kind=DIGEST, details=yesterday, state=State.UNCERTAIN)

    digest()

    assert "Een van de vorige mails kwam misschien niet aan." in mail.outbox[0].body


def test_hpp_decides_about_the_unsure_ones(group, readers, cast):
    digests.make(today=TODAY, now=MORNING)
    Letter.objects.update(state=State.SENT, sent_at=MORNING)
    Job.objects.all().delete()
    unsure = Letter.objects.order_by("pk").first()
    Letter.objects.filter(pk=unsure.pk).update(
        state=State.UNCERTAIN, sent_at=None, tried_at=MORNING - timedelta(days=1)
    )
    hpp = cast.client("hpp")

    shown = hpp.get(reverse("post:log"), {"stand": "vast"})
    response = hpp.post(reverse("post:send_stuck"), {"stand": "vast"}, follow=True)
    do_jobs()

    assert list(shown.context["page"]) == [unsure]
    assert "We sturen 1 mail opnieuw." in response.text
    assert mailed() == [unsure.to.email]
    assert states() == [State.SENT] * 3


def test_a_job_that_takes_long_leaves_the_rest_to_the_next(group, readers, monkeypatch):
    monkeypatch.setattr(sending, "LONG_ENOUGH", -1)
    digests.make(today=TODAY, now=MORNING)
    [job] = Job.objects.filter(kind="post.bulk")

    queue.run(str(job.key), now=timezone.now())

    assert mail.outbox == []
    assert states() == [State.WRITTEN] * 3
    monkeypatch.setattr(sending, "LONG_ENOUGH", 30)
    do_jobs()
    assert states() == [State.SENT] * 3


def test_the_clock_makes_the_digests_of_today(group):
    tasks.make_digests()

    assert Letter.objects.get().details["day"] == TODAY.isoformat()


def test_a_signed_link_ends_the_mail_without_signing_in(client, group):
    link = unsubscribing.link(ABOUT_POSTS, group["reader"], group["bootcamp"])
    path = link.removeprefix("http://localhost:8000")

    looked = client.get(path)
    still = Membership.objects.filter(mail=Mail.NONE).count()
    pressed = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert "Zet deze mail uit" in looked.text
    assert still == 0
    assert "Je krijgt geen mail meer" in pressed.text
    membership = Membership.objects.get()
    assert (membership.user, membership.bootcamp, membership.mail) == (group["reader"], group["bootcamp"], Mail.NONE)


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1abc:def", "WzEsMV0"])
def test_a_link_that_we_did_not_sign_ends_nothing(client, group, token):
    assert client.post(reverse("post:unsubscribe", args=[token])).status_code == 404
    assert Membership.objects.count() == 0
