"""What can happen with a release, from the upload until it's taken off again. Each of these is asked for once or twice
with the same effect, and leaves a line in the history."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from calculator.engine.in_use import ValueSet, using
from calculator.household.calculation import parameters_fingerprint
from calculator.releases import in_process, layers
from calculator.releases.checking import report
from calculator.releases.models import CHECK, Release, ReleaseEvent
from calculator.releases.reading import About, What
from portal.jobs import queue
from portal.people import access
from portal.people.models import User
from portal.reasons import NotPossible

State, Kind = Release.State, ReleaseEvent.Kind


@dataclass(frozen=True)
class Upload:
    title: str
    what: What
    file_name: str
    content: bytes
    source: str
    starts_on: date | None = None
    ends_on: date | None = None
    certainty: str = "bevestigd"
    remark: str = ""


@transaction.atomic
def upload(given: Upload, *, by: User, key: UUID, now: datetime) -> Release:
    """Nothing changes yet; a worker looks the file over. `key` is that of the form: sent twice, it's one upload."""
    _only_hpp(by)
    try:
        with transaction.atomic():
            release = Release.objects.create(key=key, uploaded_by=by, uploaded_at=now, **vars(given))
    except IntegrityError as twice:
        earlier = Release.objects.filter(key=key, uploaded_by=by).first()
        if earlier is None:
            raise NotPossible("Dit formulier is al gebruikt. Begin opnieuw.") from twice
        return earlier
    _tell(release, Kind.UPLOADED, by=by, now=now)
    queue.enqueue(CHECK, now=now, release_id=release.pk)
    return release


@transaction.atomic
def check_again(release_id: int, *, by: User, now: datetime) -> Release:
    """Over the values as they are by now."""
    _only_hpp(by)
    release = _locked(release_id)
    if not release.is_open:
        raise NotPossible(f"Dit bestand is al {release.get_state_display()}.")
    if release.state == State.UPLOADED:
        return release  # it's in the queue
    release.state, release.document, release.mark, release.report = State.UPLOADED, "", "", None
    release.checked_over, release.checked_at = "", None
    release.save()
    _tell(release, Kind.AGAIN, by=by, now=now)
    queue.enqueue(CHECK, now=now, release_id=release.pk)
    return release


def check(release_id: int, *, now: datetime) -> None:
    """Done by a worker. Done twice, the second time does nothing."""
    release = _start_check(release_id, now=now)
    if release is None:
        return
    over = released_values()
    about = About(
        what=What(release.what),
        bron=tuple(line.strip() for line in release.source.splitlines() if line.strip()),
        vanaf=release.starts_on,
        tot_en_met=release.ends_on,
        zekerheid=release.certainty,
        toelichting=" ".join(release.remark.split()),
    )
    outcome = report.check(release.file_name, bytes(release.content), about, over=over)
    _end_check(release_id, outcome, over=state_of(over), now=now)


@transaction.atomic
def _start_check(release_id: int, *, now: datetime) -> Release | None:
    release = Release.objects.select_for_update().filter(pk=release_id).first()
    if release is None or not release.is_being_checked:
        return None
    if release.state == State.UPLOADED:
        release.state = State.CHECKING
        release.save(update_fields=["state"])
        _tell(release, Kind.CHECKING, by=None, now=now)
    return release


@transaction.atomic
def _end_check(release_id: int, outcome: report.Report, *, over: str, now: datetime) -> None:
    release = _locked(release_id)
    if release.state != State.CHECKING:
        return  # withdrawn in the meantime
    release.state = State.CHECKED if outcome.is_good else State.FAULTY
    release.document, release.report = outcome.document, outcome.summary
    release.mark = layers.mark(outcome.document) if outcome.document else ""
    release.checked_over, release.checked_at = over, now
    release.save()
    _tell(release, Kind.CHECKED if outcome.is_good else Kind.FAULTY, by=None, now=now)


@transaction.atomic
def withdraw(release_id: int, *, by: User, now: datetime) -> Release:
    """Take a file back that isn't released."""
    _only_hpp(by)
    release = _locked(release_id)
    if release.state == State.WITHDRAWN:
        return release
    if not release.is_open:
        raise NotPossible(f"Dit bestand is al {release.get_state_display()}.")
    release.state = State.WITHDRAWN
    release.save(update_fields=["state"])
    _tell(release, Kind.WITHDRAWN, by=by, now=now)
    return release


@transaction.atomic
def release(release_id: int, *, by: User, uses_from: date, has_looked: bool, now: datetime, today: date) -> Release:
    """From `uses_from` on the calculator uses these values. `has_looked`: at the warnings of the check."""
    _only_hpp(by)
    _lock_all()
    release = Release.objects.get(pk=release_id)
    if release.state == State.RELEASED and release.released_by == by and release.uses_from == uses_from:
        return release
    _refuse_release(release, by=by, uses_from=uses_from, has_looked=has_looked, today=today)
    release.state, release.released_by, release.released_at, release.uses_from = State.RELEASED, by, now, uses_from
    release.save(update_fields=["state", "released_by", "released_at", "uses_from"])
    _tell(release, Kind.RELEASED, by=by, now=now, note=f"in gebruik vanaf {uses_from:%d-%m-%Y}")
    transaction.on_commit(in_process.look, robust=True)
    return release


def _refuse_release(release: Release, *, by: User, uses_from: date, has_looked: bool, today: date) -> None:
    if release.is_being_checked:
        raise NotPossible("Dit bestand wordt nog nagekeken. Wacht tot dat klaar is.")
    if release.state != State.CHECKED:
        raise NotPossible(f"Dit bestand is {release.get_state_display()}. Je kunt het niet vrijgeven.")
    if release.uploaded_by is None:
        raise NotPossible("Wie dit bestand uploadde, weten we niet meer. Upload het opnieuw.")
    if release.uploaded_by == by:
        raise NotPossible("Je hebt dit bestand zelf geüpload. Vraag een collega van HPP om het vrij te geven.")
    if uses_from < today:
        raise NotPossible("Kies vandaag of een latere dag.")
    if (release.report or {}).get("warnings") and not has_looked:
        raise NotPossible("Kijk eerst de punten na, en zet er een vinkje bij.")
    if release.checked_over != state_of(released_values()):
        raise NotPossible(
            "De waarden van het portaal zijn veranderd nadat dit bestand is nagekeken. Laat het opnieuw nakijken."
        )


@transaction.atomic
def roll_back(release_id: int, *, by: User, now: datetime) -> Release:
    """The values that lay under it hold again, at once."""
    _only_hpp(by)
    _lock_all()
    release = Release.objects.get(pk=release_id)
    if release.state == State.ROLLED_BACK:
        return release
    if release.state != State.RELEASED:
        raise NotPossible("Dit bestand is niet vrijgegeven. Er valt niets terug te draaien.")
    release.state, release.rolled_back_at = State.ROLLED_BACK, now
    release.save(update_fields=["state", "rolled_back_at"])
    _tell(release, Kind.ROLLED_BACK, by=by, now=now)
    transaction.on_commit(in_process.look, robust=True)
    return release


def released_values() -> ValueSet:
    """All that was released, also what is to be used from a later day: what comes next lies over that too."""
    return layers.value_set(Release.objects.in_order().values_list("document", flat=True))


def state_of(values: ValueSet) -> str:
    """By which a set of values on this version of the code is known."""
    with using(values):
        return f"{parameters_fingerprint()}.{values.version[:16]}"


def _only_hpp(user: User) -> None:
    if not access.is_hpp(user):
        raise NotPossible("Alleen medewerkers van HPP kunnen dit.")


def _locked(release_id: int) -> Release:
    return Release.objects.select_for_update().get(pk=release_id)


def _lock_all() -> None:
    """What lies over what follows from the order of releases, so they go one by one."""
    rows: QuerySet[Release] = Release.objects.select_for_update()
    list(rows.order_by("pk").values_list("pk", flat=True))


def _tell(release: Release, kind: str, *, by: User | None, now: datetime, note: str = "") -> None:
    ReleaseEvent.objects.create(release=release, kind=kind, at=now, by=by, note=note)
