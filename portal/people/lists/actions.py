"""What can happen with a list: it's read, looked over, made true or thrown away, and undone."""

import contextlib
import hashlib
import io
import zlib
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from portal.files import tables
from portal.jobs import queue
from portal.people import numbers
from portal.people.lists import differences, kinds, reading
from portal.people.lists.kinds import ListKind
from portal.people.lists.models import ListChange, SchoolList
from portal.people.models import Board, School, SchoolRegion, User
from portal.reasons import NotPossible

READ, APPLY, UNDO = "lists.read", "lists.apply", "lists.undo"
AT_A_TIME = 500
State, Kind = SchoolList.State, ListChange.Kind


@transaction.atomic
def upload(file: BinaryIO, *, name: str, by: User, now: datetime) -> SchoolList:
    """The same file once more gives the list that waits already."""
    content = file.read()
    mark = hashlib.sha256(content).hexdigest()
    waiting = SchoolList.objects.filter(mark=mark, state__in=[State.READING, State.READY]).defer("content").first()
    if waiting:
        return waiting
    school_list = SchoolList.objects.create(
        file_name=name[:120],
        mark=mark,
        content=zlib.compress(content, 1),
        rows_in_file=max(0, content.count(b"\n") - 1),
        uploaded_by=by,
        uploaded_at=now,
    )
    queue.enqueue(READ, now=now, about=f"list {school_list.pk}", list_id=school_list.pk)
    return school_list


def read(list_id: int) -> None:
    """Safe to run twice: what was there of it is made anew."""
    school_list = SchoolList.objects.filter(pk=list_id, state=State.READING).first()
    if school_list is None:
        return
    try:
        _read(school_list)
    except tables.Unreadable as reason:
        school_list.state, school_list.reason, school_list.content = State.REFUSED, str(reason)[:300], b""
        school_list.save(update_fields=["state", "reason", "content"])


def _read(school_list: SchoolList) -> None:
    def progress(rows: int) -> None:
        SchoolList.objects.filter(pk=school_list.pk).update(rows_read=rows)

    content = zlib.decompress(school_list.content)
    table = tables.read_csv(io.BytesIO(content), synonyms={**numbers.SYNONYMS, **kinds.SYNONYMS})
    kind, columns = kinds.recognised(table.columns)
    table.require(*columns)
    rows = reading.read(table, kind, progress=progress)
    if not rows.rows:
        raise tables.Unreadable("In dit bestand staat geen enkele rij die we kunnen gebruiken.")
    school_list.kind = kind
    with transaction.atomic():
        school_list.changes.all().delete()
        ListChange.objects.bulk_create(differences.between(school_list, rows.rows), batch_size=AT_A_TIME)
        school_list.rows_read, school_list.rows_refused = rows.rows_read, rows.rows_refused
        school_list.unknown_boards = differences.unknown_boards(school_list, rows.rows)
        school_list.refused, school_list.content, school_list.state = rows.faults, b"", State.READY
        school_list.save()


def _locked(list_id: int, *states: SchoolList.State) -> SchoolList:
    school_list = SchoolList.objects.select_for_update(of=("self",)).get(pk=list_id)
    if school_list.state not in states:
        raise NotPossible(f"Deze lijst {school_list.get_state_display()}. Er is niets veranderd.")
    return school_list


@transaction.atomic
def apply(*, list_id: int, now: datetime) -> None:
    school_list = _locked(list_id, State.READY)
    _go_on(school_list, State.APPLYING, APPLY, now)


@transaction.atomic
def throw_away(*, list_id: int) -> None:
    school_list = _locked(list_id, State.READY, State.REFUSED)
    school_list.changes.all().delete()
    school_list.state = State.THROWN_AWAY
    school_list.save(update_fields=["state"])


@transaction.atomic
def undo(*, list_id: int, now: datetime) -> None:
    school_list = _locked(list_id, State.APPLIED)
    if not can_be_undone(school_list):
        raise NotPossible("Na deze lijst is er een andere doorgevoerd. Draai die eerst terug.")
    _go_on(school_list, State.UNDOING, UNDO, now)


def can_be_undone(school_list: SchoolList) -> bool:
    """The last one that was made true, and no other: an earlier one may stand under it."""
    later = SchoolList.objects.filter(applied_at__gt=school_list.applied_at) if school_list.applied_at else None
    busy = [State.APPLIED, State.APPLYING, State.UNDOING]
    return school_list.state == State.APPLIED and later is not None and not later.filter(state__in=busy).exists()


def _go_on(school_list: SchoolList, state: SchoolList.State, kind: str, now: datetime) -> None:
    school_list.state = state
    school_list.save(update_fields=["state"])
    queue.enqueue(kind, now=now, about=f"list {school_list.pk}", list_id=school_list.pk)


@transaction.atomic
def make_true(list_id: int) -> None:
    """All of it or nothing. What somebody changed since the list was read stays as they made it."""
    school_list = SchoolList.objects.select_for_update(of=("self",)).get(pk=list_id)
    if school_list.state != State.APPLYING:
        return
    changes = list(school_list.changes.to_make().select_related("school__board", "school__region", "board"))
    done = Maker(school_list).make(changes, forward=True)
    _end(school_list, State.APPLIED, passed_over=len(changes) - done)
    school_list.applied_at = timezone.now()
    school_list.save(update_fields=["applied_at"])


@transaction.atomic
def take_back(list_id: int) -> None:
    school_list = SchoolList.objects.select_for_update(of=("self",)).get(pk=list_id)
    if school_list.state != State.UNDOING:
        return
    changes = list(school_list.changes.filter(is_done=True).select_related("school__board", "school__region", "board"))
    taken_back = Maker(school_list).make(changes, forward=False)
    _end(school_list, State.UNDONE, passed_over=len(changes) - taken_back)


def _end(school_list: SchoolList, state: SchoolList.State, *, passed_over: int) -> None:
    school_list.state, school_list.passed_over = state, passed_over
    school_list.save(update_fields=["state", "passed_over"])


class Maker:
    """Makes the changes of one list, forward or back, many at a time."""

    FIELDS = ("name", "city", "address", "postcode", "municipality", "listed_in")

    def __init__(self, school_list: SchoolList):
        self.school_list = school_list
        self.boards = {board.number: board for board in Board.objects.exclude(number=None)}
        self.taken_names = set(Board.objects.values_list("name", flat=True))
        self.regions = {region.name: region for region in SchoolRegion.objects.all()}

    def make(self, changes: list[ListChange], *, forward: bool) -> int:
        """How many of them were made."""
        is_about_boards = self.school_list.kind == ListKind.BOARDS
        is_new = [change for change in changes if change.kind == Kind.NEW and not change.before]
        others = [change for change in changes if change.kind != Kind.NEW or change.before]
        if is_about_boards:
            done = self._new_boards(is_new) if forward else self._take_away(is_new, Board)
            done += self._changed_boards(others, forward=forward)
        else:
            done = self._new_schools(is_new) if forward else self._take_away(is_new, School)
            done += self._changed_schools(others, forward=forward)
            if not forward:
                self._take_empty_boards_away(done)
        ListChange.objects.bulk_update(done, ["is_done", "school", "board"], batch_size=AT_A_TIME)
        return len(done)

    def board(self, number: str) -> Board:
        """Of which a list of sites knows the number only; its name comes with the list of boards."""
        if number not in self.boards and number.startswith(differences.BY_HAND):
            self.boards[number] = Board.objects.get(pk=number.removeprefix(differences.BY_HAND))
        if number not in self.boards:
            self.boards[number] = Board.objects.create(number=number, name=self._free_name(_nameless(number), number))
        return self.boards[number]

    def _free_name(self, name: str, number: str) -> str:
        """Two boards with one name can only be told apart by their numbers."""
        name = name if name not in self.taken_names else f"{name[:110]} ({number})"
        self.taken_names.add(name)
        return name

    def region(self, name: str) -> SchoolRegion | None:
        if not name:
            return None
        from_duo = self.school_list.kind != ListKind.REGIONS
        if name not in self.regions:
            self.regions[name] = SchoolRegion.objects.create(name=name, comes_from_duo=from_duo)
        region = self.regions[name]
        if region.comes_from_duo and not from_duo:
            region.comes_from_duo = False
            region.save(update_fields=["comes_from_duo"])
        return region

    def _new_schools(self, changes: list[ListChange]) -> list[ListChange]:
        known = set(School.objects.exclude(brin=None).values_list("brin", flat=True))
        known_sites = {numbers.site_of(brin) for brin in known if brin}
        done = [change for change in changes if change.number not in known_sites]
        schools = []
        for change in done:
            school = School(brin=change.after["brin"])
            self._fill(school, change.after)
            schools.append(school)
        for change, school in zip(done, School.objects.bulk_create(schools, batch_size=AT_A_TIME), strict=True):
            change.school, change.is_done = school, True
        return done

    def _fill(self, school: School, values: dict[str, str]) -> None:
        for name in self.FIELDS:
            if name in values:
                setattr(school, name, values[name])
        if "board" in values:
            school.board = self.board(values["board"])
        if "closed_on" in values:
            school.closed_on = date.fromisoformat(values["closed_on"]) if values["closed_on"] else None
        if "region" in values:
            school.region = self.region(values["region"])
        school.tidy()

    def _changed_schools(self, changes: list[ListChange], *, forward: bool) -> list[ListChange]:
        done, schools = [], []
        for change in changes:
            was, becomes = (change.before, change.after) if forward else (change.after, change.before)
            if change.school is None or not _stands(differences.as_listed(change.school), was):
                continue
            if "board_number" in becomes:
                self._number_board(change.school.board, becomes["board_number"])
            self._fill(change.school, becomes)
            change.is_done = forward
            schools.append(change.school)
            done.append(change)
        fields = [*self.FIELDS, "board", "closed_on", "region", "words"]
        School.objects.bulk_update(schools, fields, batch_size=AT_A_TIME)
        return done

    def _number_board(self, board: Board, number: str) -> None:
        """Once: its other schools say the same."""
        if number and number in self.boards:
            return
        Board.objects.filter(pk=board.pk).update(number=number or None)
        board.number = number or None
        if number:
            self.boards[number] = board

    def _new_boards(self, changes: list[ListChange]) -> list[ListChange]:
        done = [change for change in changes if change.number not in self.boards]
        boards = [
            Board(
                number=change.number,
                name=self._free_name(change.after["name"], change.number),
                city=change.after.get("city", ""),
            )
            for change in done
        ]
        for change, board in zip(done, Board.objects.bulk_create(boards, batch_size=AT_A_TIME), strict=True):
            change.board, change.is_done = board, True
        return done

    def _changed_boards(self, changes: list[ListChange], *, forward: bool) -> list[ListChange]:
        done = []
        for change in changes:
            was, becomes = (change.before, change.after) if forward else (change.after, change.before)
            board = change.board
            if board is None or not _stands(vars(board) | {"number": board.number or ""}, was, exactly=forward):
                continue
            if "name" in becomes:
                self.taken_names.discard(board.name)
                board.name = self._free_name(becomes["name"], change.number)
            board.city = becomes.get("city", board.city)
            board.number = becomes.get("number", board.number) or None
            board.save(update_fields=["name", "city", "number"])
            change.is_done = forward
            done.append(change)
        return done

    def _take_empty_boards_away(self, changes: list[ListChange]) -> None:
        """Those that the list brought along with a school."""
        names = {_nameless(change.after["board"]) for change in changes if "board" in change.after}
        empty = Board.objects.filter(name__in=names, schools=None, people=None, domains=None)
        for board in empty:
            with contextlib.suppress(ProtectedError), transaction.atomic():
                board.delete()

    def _take_away(self, changes: list[ListChange], model: type[School] | type[Board]) -> list[ListChange]:
        """What this list brought, unless something else uses it by now."""
        done = []
        used = differences.with_a_part([change.school_id for change in changes if change.school_id])
        for change in changes:
            row = change.school if model is School else change.board
            if row is None or (model is School and row.pk in used):
                continue
            try:
                with transaction.atomic():
                    model.objects.filter(pk=row.pk).delete()
            except ProtectedError:
                continue
            change.school = change.board = None
            change.is_done = False
            done.append(change)
        return done


def _nameless(number: str) -> str:
    return f"Bestuur {number}"


def _stands(now: dict[str, str], was: dict[str, str], *, exactly: bool = True) -> bool:
    """Whether what we saw then is still so. A board may have been given another name to be told apart."""
    names = [name for name in was if exactly or name != "name"]
    return all(now[name] == was[name] for name in names)
