"""What can happen with a release: in which order, by whom, and what asking twice does."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from calculator.engine import in_use
from calculator.releases import actions, layers
from calculator.releases.actions import NotPossible, Upload
from calculator.releases.models import Release, ReleaseEvent
from calculator.releases.reading import What
from calculator.rules import cao, zorgtoeslag
from portal import retention
from portal.jobs import queue
from portal.jobs.models import Job
from portal.people.access import Role
from tests.calculator.releases.released import make_release, make_released, support_staff, zorg
from tests.factories import make_user

pytestmark = pytest.mark.django_db
State = Release.State
NEXT = 2027


@pytest.fixture
def two():
    return make_user(Role.HPP, first_name="Joost"), make_user(Role.HPP, first_name="Yasmina")


def next_year(**fields):
    """A right file for a year that has no zorgtoeslag yet."""
    return make_release(zorg(NEXT, premium=2200), checked=True, **fields)


def release(file, by, **changes):
    today = timezone.localdate()
    given = {"uses_from": today, "has_looked": True, "now": timezone.now(), "today": today, **changes}
    return actions.release(file.pk, by=by, **given)


def history(file):
    return list(file.events.order_by("at", "pk").values_list("kind", "by__first_name"))


def premium(year=NEXT):
    values = zorgtoeslag.IN_FORCE.found_in(year)
    return values and values.standaardpremie


# Uploading and checking.


def test_an_upload_waits_for_a_worker_and_changes_nothing(two):
    file = make_release(zorg(NEXT), by=two[0])

    job = Job.objects.get(kind="calculator.check_release")
    assert job.arguments == {"release_id": file.pk}
    assert (file.state, file.report, file.document) == (State.UPLOADED, None, "")
    assert history(file) == [("geladen", "Joost")]
    assert premium() is None


def test_the_same_form_sent_twice_is_one_upload(two):
    given = Upload("Titel", What.VALUES, "a.toml", zorg(NEXT), "bron")
    key = uuid.uuid4()

    first, second = (actions.upload(given, by=two[0], key=key, now=timezone.now()) for _ in range(2))

    assert first == second
    assert (Release.objects.count(), Job.objects.count(), ReleaseEvent.objects.count()) == (1, 1, 1)


def test_the_form_of_someone_else_cant_be_sent(two):
    given = Upload("Titel", What.VALUES, "a.toml", zorg(NEXT), "bron")
    key = uuid.uuid4()
    actions.upload(given, by=two[0], key=key, now=timezone.now())

    with pytest.raises(NotPossible, match="Dit formulier is al gebruikt"):
        actions.upload(given, by=two[1], key=key, now=timezone.now())


def test_the_job_checks_the_file(two):
    file = make_release(zorg(NEXT, premium=2200), by=two[0])

    queue.run(str(Job.objects.get(kind="calculator.check_release").key), now=timezone.now())

    file.refresh_from_db()
    assert file.state == State.CHECKED
    assert file.mark == layers.mark(file.document)
    assert history(file) == [("geladen", "Joost"), ("bezig", None), ("nagekeken", None)]


def test_checking_twice_is_checking_once(two):
    file = next_year(by=two[0])
    before = file.checked_at

    actions.check(file.pk, now=timezone.now() + timedelta(hours=1))

    file.refresh_from_db()
    assert file.checked_at == before
    assert file.events.count() == 3


def test_a_wrong_file_gets_its_faults_and_changes_nothing(two):
    file = make_release(zorg(NEXT, standaardpremie="'veel'"), by=two[0], checked=True)

    assert file.state == State.FAULTY
    assert file.report["faults"] == [{"place": "Zorgtoeslag 2027, standaardpremie", "text": "“veel” is geen getal."}]
    with pytest.raises(NotPossible, match="Dit bestand is kan zo niet"):
        release(file, two[1])
    assert premium() is None


def test_what_was_withdrawn_while_it_was_checked_stays_withdrawn(two, monkeypatch):
    file = make_release(zorg(NEXT, premium=2200), by=two[0])
    check = actions.report.check

    def meanwhile(*args, **kwargs):
        actions.withdraw(file.pk, by=two[0], now=timezone.now())
        return check(*args, **kwargs)

    monkeypatch.setattr(actions.report, "check", meanwhile)
    actions.check(file.pk, now=timezone.now())

    file.refresh_from_db()
    assert (file.state, file.report) == (State.WITHDRAWN, None)


def test_a_file_can_be_checked_again(two):
    file = next_year(by=two[0])

    for _ in range(2):
        actions.check_again(file.pk, by=two[1], now=timezone.now())

    file.refresh_from_db()
    assert (file.state, file.document, file.report) == (State.UPLOADED, "", None)
    assert Job.objects.count() == 2
    assert history(file)[-1] == ("opnieuw", "Yasmina")


def test_a_file_with_words_that_a_database_wont_take_is_told_all_the_same(two):
    file = make_release(b'["a\\u0000b"]\nx = 1\n', by=two[0], checked=True)

    assert file.state == State.FAULTY
    assert "\x00" not in str(file.report)


# Two people.


def test_who_uploaded_cant_release(two):
    file = next_year(by=two[0])

    with pytest.raises(NotPossible, match="Je hebt dit bestand zelf geüpload"):
        release(file, two[0])

    assert Release.objects.get(pk=file.pk).state == State.CHECKED
    assert premium() is None


def test_the_database_too_wants_two_people(two):
    file = next_year(by=two[0])
    alone = {"state": "vrij", "released_by": two[0], "released_at": timezone.now(), "uses_from": timezone.localdate()}

    with pytest.raises(IntegrityError, match="release_by_two_people"), transaction.atomic():
        Release.objects.filter(pk=file.pk).update(**alone)

    Release.objects.filter(pk=file.pk).update(**{**alone, "released_by": two[1]})


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "vrij"}, "release_says_when_and_what"),
        ({"uses_from": "2026-01-01"}, "release_says_when_and_what"),
        ({"state": "terug"}, "release_says_when_and_what"),
        ({"rolled_back_at": "2026-01-01T00:00Z"}, "release_rolled_back_says_when"),
    ],
)
def test_the_database_wants_a_release_that_says_when_and_what(two, changes, constraint):
    file = next_year(by=two[0])

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Release.objects.filter(pk=file.pk).update(**changes)


def test_nothing_is_released_without_a_document(two):
    file = next_year(by=two[0])
    given = {"state": "vrij", "released_by": two[1], "released_at": timezone.now(), "uses_from": timezone.localdate()}

    with pytest.raises(IntegrityError, match="release_says_when_and_what"), transaction.atomic():
        Release.objects.filter(pk=file.pk).update(document="", **given)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HPP])
def test_only_hpp_can_do_anything(two, role):
    other, file, now = make_user(role), next_year(by=two[0]), timezone.now()
    given = Upload("Titel", What.VALUES, "a.toml", zorg(NEXT), "bron")

    for act in (
        lambda: actions.upload(given, by=other, key=uuid.uuid4(), now=now),
        lambda: release(file, other),
        lambda: actions.check_again(file.pk, by=other, now=now),
        lambda: actions.withdraw(file.pk, by=other, now=now),
        lambda: actions.roll_back(file.pk, by=other, now=now),
    ):
        with pytest.raises(NotPossible, match="Alleen medewerkers van HPP"):
            act()
    assert Release.objects.get(pk=file.pk).state == State.CHECKED


def test_who_left_hpp_can_do_nothing(two):
    two[1].is_active = False

    with pytest.raises(NotPossible, match="Alleen medewerkers van HPP"):
        release(next_year(by=two[0]), two[1])


def test_of_an_upload_by_nobody_known_nothing_is_released(two):
    file = next_year(by=two[0])
    two[0].delete()

    with pytest.raises(NotPossible, match="Wie dit bestand uploadde, weten we niet meer"):
        release(file, two[1])


# Releasing.


def test_what_is_released_is_used(two, django_capture_on_commit_callbacks):
    file = next_year(by=two[0])

    with django_capture_on_commit_callbacks(execute=True):
        released = release(file, two[1])

    assert (released.state, released.released_by, released.uses_from) == (State.RELEASED, two[1], timezone.localdate())
    assert history(file)[-1] == ("vrij", "Yasmina")
    assert file.events.last().note == f"in gebruik vanaf {timezone.localdate():%d-%m-%Y}"
    assert premium() == 220_000


def test_releasing_twice_is_releasing_once(two):
    file = next_year(by=two[0])

    first, second = release(file, two[1]), release(file, two[1])

    assert first.released_at == second.released_at
    assert history(file).count(("vrij", "Yasmina")) == 1


def test_a_third_cant_release_what_is_released(two):
    file = next_year(by=two[0])
    release(file, two[1])

    with pytest.raises(NotPossible, match="Dit bestand is vrijgegeven"):
        release(file, make_user(Role.HPP))


def test_what_isnt_checked_yet_isnt_released(two):
    with pytest.raises(NotPossible, match="wordt nog nagekeken"):
        release(make_release(zorg(NEXT), by=two[0]), two[1])


def test_a_day_that_is_past_is_no_day_to_begin(two):
    with pytest.raises(NotPossible, match="Kies vandaag of een latere dag"):
        release(next_year(by=two[0]), two[1], uses_from=timezone.localdate() - timedelta(days=1))


def test_points_to_look_at_are_looked_at_first(two):
    file = make_release(zorg(NEXT, premium=2900), by=two[0], checked=True)

    with pytest.raises(NotPossible, match="Kijk eerst de punten na"):
        release(file, two[1], has_looked=False)

    assert release(file, two[1], has_looked=True).state == State.RELEASED


def test_what_was_checked_over_other_values_is_checked_again_first(two):
    """Two files that are right on their own needn't be right together."""
    one, other = next_year(by=two[0]), make_release(by=two[0], checked=True, **support_staff())
    release(one, two[1])

    with pytest.raises(NotPossible, match="Laat het opnieuw nakijken"):
        release(other, two[1])

    actions.check_again(other.pk, by=two[0], now=timezone.now())
    actions.check(other.pk, now=timezone.now())
    assert release(other, two[1]).state == State.RELEASED


def test_the_latest_release_lies_on_top(two):
    make_released(zorg(NEXT, premium=2200))
    make_released(zorg(NEXT, premium=2250))

    in_use.switch_to(actions.released_values())

    assert premium() == 225_000


# Rolling back.


def test_what_is_rolled_back_is_used_no_more(two, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = make_released(zorg(NEXT, premium=2200))
        second = make_released(zorg(NEXT, premium=2250))
    assert premium() == 225_000

    with django_capture_on_commit_callbacks(execute=True):
        rolled_back = actions.roll_back(second.pk, by=two[0], now=timezone.now())

    assert premium() == 220_000
    assert rolled_back.state == State.ROLLED_BACK
    assert history(second)[-1] == ("terug", "Joost")
    with django_capture_on_commit_callbacks(execute=True):
        actions.roll_back(first.pk, by=two[1], now=timezone.now())
    assert premium() is None


def test_what_lies_under_another_can_be_rolled_back(two):
    first = make_released(zorg(NEXT, premium=2200))
    make_released(**support_staff())

    actions.roll_back(first.pk, by=two[0], now=timezone.now())

    in_use.switch_to(actions.released_values())
    assert premium() is None
    assert "OOP4" in cao.CAOS["po"].scales(2026)


def test_rolling_back_twice_is_rolling_back_once(two):
    file = make_released(zorg(NEXT, premium=2200))

    for _ in range(2):
        actions.roll_back(file.pk, by=two[0], now=timezone.now())

    assert history(file).count(("terug", "Joost")) == 1


def test_what_isnt_released_cant_be_rolled_back(two):
    with pytest.raises(NotPossible, match="Er valt niets terug te draaien"):
        actions.roll_back(next_year(by=two[0]).pk, by=two[1], now=timezone.now())


def test_what_was_rolled_back_isnt_released_again(two):
    file = make_released(zorg(NEXT, premium=2200))
    actions.roll_back(file.pk, by=two[0], now=timezone.now())

    for act in (actions.check_again, actions.withdraw):
        with pytest.raises(NotPossible, match="Dit bestand is al teruggedraaid"):
            act(file.pk, by=two[0], now=timezone.now())
    with pytest.raises(NotPossible, match="Dit bestand is teruggedraaid"):
        release(file, two[1])


# Withdrawing and forgetting.


def test_a_file_can_be_withdrawn_once(two):
    file = next_year(by=two[0])

    for _ in range(2):
        actions.withdraw(file.pk, by=two[1], now=timezone.now())

    assert history(file)[-1] == ("weg", "Yasmina")
    assert file.events.count() == 4
    with pytest.raises(NotPossible, match="Dit bestand is ingetrokken"):
        release(file, two[1])


def test_who_did_it_is_forgotten_and_what_was_released_stays(two):
    file = make_released(zorg(NEXT, premium=2200), by=two[0], releaser=two[1])
    long_ago = timezone.now() - timedelta(days=800)
    Release.objects.update(uploaded_at=long_ago)
    ReleaseEvent.objects.update(at=long_ago)
    recent = next_year(by=two[0])

    forgotten = retention.forget_expired(today=timezone.localdate())

    file.refresh_from_db()
    assert forgotten["vrijgaven van waarden"] == 1
    assert forgotten["gebeurtenissen bij vrijgaven"] == 2  # the machine's own are about nobody
    assert (file.uploaded_by, file.released_by, file.state) == (None, None, State.RELEASED)
    assert {name for _, name in history(file)} == {None}
    assert Release.objects.get(pk=recent.pk).uploaded_by == two[0]
    assert retention.forget_expired(today=timezone.localdate())["vrijgaven van waarden"] == 0


def test_an_account_can_go_while_its_release_stays(two):
    file = make_released(zorg(NEXT, premium=2200), by=two[0], releaser=two[1])

    two[1].delete()
    two[0].delete()

    file.refresh_from_db()
    assert (file.uploaded_by, file.released_by, file.state) == (None, None, State.RELEASED)
