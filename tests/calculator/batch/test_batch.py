"""Many households at once: the same answers as one by one, whoever finds them."""

import base64
import copy
import dataclasses
import gc
import io
import json
import multiprocessing
import os
import random
import stat
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.answers.bereken import bereken
from calculator.batch import chunks, lines, sector, side_by_side, spread
from calculator.batch.answers import answers, in_batches
from calculator.batch.tasks import do_chunk, shared_folder, sweep_batches
from calculator.batch.work import work_named
from calculator.engine.in_use import ValueSet, using
from calculator.household.calculation import curve
from calculator.household.intake.document import read_document
from calculator.household.intake.faults import Faults
from calculator.household.years import SUPPORTED
from calculator.rules import zorgtoeslag
from tests.bench.teachers import teachers
from tests.calculator.documents import BY_HOURS, WITHOUT_HOURS, alone, family, households, with_wage

WRONG = [
    {},
    [],
    None,
    family(year=1999),
    family(people=[]),
    family(hours=[99]),
    alone({"pension": {"employee_premium_year": 999_999}}),
    alone({"birth_date": "1959-06-31"}),
]


def read(document):
    try:
        return read_document(document)
    except Faults as faults:
        return faults


def one_by_one(document, *, explain=False):
    try:
        return bereken(document, explain=explain)
    except Faults as faults:
        return faults.as_json()


def together(documents, *, explain=False):
    outcomes = answers([read(document) for document in documents], explain=explain)
    return [one.as_json() if isinstance(one, Faults) else one for one in outcomes]


def assert_the_same(documents):
    for document, answer in zip(documents, together(documents), strict=True):
        assert json.dumps(answer) == json.dumps(one_by_one(document)), document


def sector_of(number, year=2026, *, seed=1):
    """Teachers, some at one number of hours and some at several."""
    chance = random.Random(seed)
    documents = [{**teacher, "year": year} for teacher in teachers(number, seed=seed)]
    for document in documents:
        hours = chance.choice([None, None, [28, 32], [0, 40], "all"])
        if hours is not None:
            document["hours"] = hours
    return documents


@pytest.mark.parametrize("year", SUPPORTED)
def test_teachers_together_get_the_answers_they_would_get_alone(year):
    assert_the_same(sector_of(150, year, seed=year))


@settings(max_examples=30)
@given(st.lists(households(st.one_of(BY_HOURS, WITHOUT_HOURS)), min_size=2, max_size=5), st.randoms())
def test_any_households_together_get_the_answers_they_would_get_alone(documents, chance):
    same_kind = [copy.deepcopy(document) for document in documents for _ in range(2)]
    for document in same_kind:
        document["assets"] = chance.randrange(0, 200_000)
    mixed = [*same_kind, *WRONG]
    chance.shuffle(mixed)

    assert_the_same(mixed)


def test_one_that_cant_be_answered_leaves_its_neighbours_alone():
    """In 2025 some percentages of the childcare table weren't found, and a premium can be above the pay."""
    care = {"kind": "bso", "hours_per_month": 60, "hourly_rate": 9}
    incomes = [20_000, 47_000, 50_000, 52_000, 90_000]
    families = [
        family(
            year=2025,
            people=[
                {"birth_date": "1988-01-01", "wage": {"taxable_year": income}},
                {"birth_date": "1986-01-01", "wage": {"taxable_year": 10}},
            ],
            children=[{"birth_date": "2017-01-01", "childcare": care}, {"birth_date": "2018-01-01", "childcare": care}],
        )
        for income in incomes
    ]
    premiums = [
        with_wage({"month": 3_000, "hours": 20, "fulltime_hours": 40}, pension={"employee_premium_year": premium})
        for premium in (0, 1_000, 60_000, 2_000)
    ]

    assert_the_same(families + premiums)
    assert any(isinstance(answer, list) for answer in together(premiums))


def test_an_explanation_is_that_of_the_household_alone():
    documents = [*sector_of(5), family(explain=True), family(), alone({"wage": None})]

    assert together(documents, explain=True) == [one_by_one(document, explain=True) for document in documents]
    assert "steps" in together(documents)[5]
    assert "steps" not in together(documents)[6]


def test_what_is_computed_in_one_pass_stays_small(monkeypatch):
    monkeypatch.setattr(side_by_side, "CELLS", 100)
    requests = [read(document) for document in teachers(300)]

    sizes = [len(places) for places, _ in side_by_side.years_side_by_side(requests, range(0, 4001, 100))]

    assert max(sizes) == 2
    assert sum(sizes) == 300


def test_a_batch_is_cut_where_its_answers_would_take_too_much_memory():
    requests = [read(family(hours="all")) for _ in range(200)]

    batches = [len(batch) for batch in in_batches(requests)]

    assert sum(batches) == 200
    # Ten thousand whole results are some 25 MB of text; the whole process stayed under 200 MB with them.
    assert max(batches) * 41 <= 10_000


# Lines.


def blocks(text, at_once=lines.AT_ONCE):
    """As `in_blocks` reads it from a pipe whose other end writes and closes."""
    ours, theirs = os.pipe()

    def write():
        with os.fdopen(theirs, "wb") as pipe:
            pipe.write(text)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(ours, "rb") as pipe:
        portions = [block for block in lines.in_blocks(pipe, at_once) if block]
    writer.join()
    return portions


def test_lines_keep_their_number_when_empty_ones_are_left_out():
    arrived = [line for block in blocks(b"a\n\n  \r\nb\n\nc") for line in block]

    assert arrived == [lines.Line(1, b"a"), lines.Line(4, b"b"), lines.Line(6, b"c")]


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_lines_are_the_same_in_whatever_portions_they_come(at_once):
    text = b"\xef\xbb\xbfeerste\n" + b"".join(b"regel %d\n" % number for number in range(60)) + b"laatste"

    arrived = [line for block in blocks(text, at_once) for line in block]

    assert [line.number for line in arrived] == list(range(1, 63))
    assert [arrived[0].text, arrived[1].text, arrived[-1].text] == [b"eerste", b"regel 0", b"laatste"]


def test_a_line_that_never_ends_isnt_held(monkeypatch):
    monkeypatch.setattr(lines, "LONGEST", 1000)
    text = b"kort\n" + b"x" * 50_000 + b"\nweer kort\n" + b"y" * 50_000

    arrived = [line for block in blocks(text, 400) for line in block]

    assert arrived == [
        lines.Line(1, b"kort"),
        lines.Line(2, None),
        lines.Line(3, b"weer kort"),
        lines.Line(4, None),
    ]


def test_every_line_gets_one_answer_in_order():
    documents = [*sector_of(30), *WRONG]

    replies = [json.loads(answered.text) for answered in lines.answer_lines(numbered(documents))]

    expected = [one_by_one(document) for document in documents]
    assert replies == [
        {"line": number, "faults": one} if isinstance(one, list) else one for number, one in enumerate(expected, 1)
    ]


# Whole pictures of a sector.


def test_pictures_of_a_sector_are_the_curves_of_its_teachers():
    documents = list(teachers(120, seed=3))

    pictures = sector.pictures([read(document) for document in documents])

    assert pictures.well.all()
    for place, document in enumerate(documents):
        alone = curve(document)
        assert pictures.gross[place].tolist() == alone.gross_year.tolist()
        results = bereken({**document, "hours": "all"})["results"]
        assert pictures.net[place].tolist() == [round(100 * result["people"][0]["net_year"]) for result in results]
        assert pictures.disposable[place].tolist() == alone.disposable_year.tolist()


def test_who_cant_be_pictured_is_left_out_and_said_to_be():
    documents = [
        next(teachers(1)),
        *WRONG,
        with_wage({"month_gross": 3000}),
        with_wage({"fulltime_month": 3000, "fulltime_hours": 36, "hours": 18}),
    ]
    written = io.BytesIO()

    well = sector.write_pictures(written, numbered(documents))
    pictures = sector.read_pictures(io.BytesIO(written.getvalue()))

    assert not well
    assert pictures.well.tolist() == [True] + [False] * (len(documents) - 1)
    assert not pictures.disposable[1:].any()
    assert (np.diff(pictures.gross[0]) > 0).all()


# Chunks and workers.


@pytest.fixture
def folder(tmp_path):
    with chunks.folder_of_chunks(tmp_path) as folder:
        yield folder


def some_lines(number=3):
    return [lines.Line(place, json.dumps(family()).encode()) for place in range(1, number + 1)]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_people_earn_lies_in_files_that_nobody_else_can_read(folder):
    chunk = chunks.Chunk(folder, 1)
    chunk.write(some_lines())

    spread.do(chunk, "answers")

    assert mode(folder) == 0o700
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == ["1.taken", "1.well", chunks.LOCK]
    assert [mode(file) for file in files[:2]] == [0o600, 0o600]


def test_a_chunk_is_done_by_one_and_gone_once_used(folder):
    chunk = chunks.Chunk(folder, 1)
    chunk.write([*some_lines(), lines.Line(9, None), lines.Line(10, b"{\r}")])

    assert [chunk.take(), chunk.take()] == [True, False]
    chunk.do(work_named("answers"))
    with chunk.outcome() as (path, well):
        written = path.read_text().splitlines()

    assert not well
    assert len(written) == 5
    assert [json.loads(line).get("line") for line in written] == [None, None, None, 9, 10]
    assert [file.name for file in folder.iterdir()] == [chunks.LOCK]


def test_a_message_cant_name_another_folder(tmp_path):
    for name in ["..", "/etc", "../" + "a" * 32, "A" * 32, "a" * 31, ""]:
        with pytest.raises(ValueError, match="geen map"):
            chunks.folder_named(tmp_path, name)


def test_a_task_that_comes_too_late_does_nothing():
    do_chunk(folder="0" * 32, number=1, work="answers", options={})

    assert not (shared_folder() / ("0" * 32)).exists()


def test_what_a_killed_run_left_is_swept():
    left, new, other = (shared_folder() / name for name in ("a" * 32, "b" * 32, "bewaren"))
    long_ago = (0, time.time() - chunks.NOT_YET_LOCKED - 5)

    with chunks.folder_of_chunks(shared_folder()) as busy:
        for path in (left, new, other):
            path.mkdir(exist_ok=True)
        for path in (left, new, other, busy):
            (path / "1.to-do").write_text("42000\n")
        for path in (left, other, busy):
            os.utime(path, long_ago)
        sweep_batches()
        still_there = [path.exists() for path in (left, busy, new, other)]

    assert still_there == [False, True, True, True]
    assert not busy.exists()
    for path in (new, other):
        (path / "1.to-do").unlink()
        path.rmdir()


class Lazy:
    """Workers who never come."""

    work, options, at_once = "answers", {}, 2

    def hand_out(self, chunk):
        pass

    def wait_for(self, chunk):
        pass


def all_of(workers, several, folder):
    replies = []
    for outcome in spread.spread(several, workers, folder=folder):
        with outcome as (path, _):
            replies += path.read_text().splitlines()
    return replies


def numbered(documents):
    return [lines.Line(number, json.dumps(document).encode()) for number, document in enumerate(documents, 1)]


def in_order(documents):
    return [json.dumps(one_by_one(document), ensure_ascii=False, separators=(",", ":")) for document in documents]


def test_what_no_worker_does_is_done_all_the_same(tmp_path):
    documents = sector_of(12)
    every = numbered(documents)

    replies = all_of(Lazy(), [every[:5], [], every[5:]], tmp_path)

    assert replies == in_order(documents)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("how_many", [1, 2])
def test_a_process_that_is_killed_loses_no_answer(tmp_path, how_many):
    """Killed in the middle of its work, or before it began."""
    documents = sector_of(400)
    every = numbered(documents)
    several = [every[start : start + 50] for start in range(0, 400, 50)]
    replies = []

    with spread.Processes(2, "answers") as workers:
        for outcome in spread.spread(several, workers, folder=tmp_path):
            with outcome as (path, _):
                replies += path.read_text().splitlines()
            for process in workers.running[:how_many]:
                process.kill()

    assert replies == in_order(documents)
    assert not list(tmp_path.iterdir())


def test_processes_use_the_values_of_who_started_them(tmp_path):
    """Values that were released beside those of the code, and no others."""
    dearer = dataclasses.replace(zorgtoeslag.IN_FORCE.in_year(2026), standaardpremie=300_000)
    documents = sector_of(12)
    usual = in_order(documents)

    with using(ValueSet({"zorgtoeslag": [(dearer,)]}, version="7")), spread.Processes(1, "answers") as workers:
        expected = in_order(documents)
        replies = all_of(workers, [numbered(documents)], tmp_path)

    assert replies == expected
    assert replies != usual


def test_processes_end_with_who_started_them(folder):
    with spread.Processes(2, "answers") as workers:
        chunk = chunks.Chunk(folder, 1)
        chunk.write(some_lines())
        workers.hand_out(chunk)
        workers.wait_for(chunk)

    assert chunk.is_done
    assert not any(process.is_alive() for process in workers.running)


def test_memory_is_looked_through_again_after_a_chunk_also_when_its_work_fails(folder):
    chunk, on = chunks.Chunk(folder, 1), []
    chunk.write(some_lines(1))
    chunk.take()

    def work(file, block):
        on.append(gc.isenabled())
        raise MemoryError

    with pytest.raises(MemoryError):
        chunk.do(work)

    assert [*on, gc.isenabled()] == [False, True]


def test_a_process_whose_parent_is_gone_stops_before_the_next_chunk(folder):
    nobody = 2**22 + 1
    chunks.Chunk(folder, 1).write(some_lines())
    fresh = multiprocessing.get_context("spawn")
    process = fresh.Process(target=spread.work_in, args=(folder, "answers", {}, nobody, {}, ""))

    process.start()
    process.join(30)

    assert process.exitcode == 0
    assert [chunk.number for chunk in chunks.to_do(folder)] == [1]


WITHOUT_DOING_IT_ITSELF = """
from django.core.management import call_command
from calculator.batch import spread
spread.WORK = {}
call_command("bereken", %r, lines=True, celery=True)
"""


def test_the_workers_of_the_portal_answer_lines(portal, tmp_path):
    """Of the running portal, for who asks and can't do it alone."""
    documents = sector_of(20)
    file = tmp_path / "huishoudens.jsonl"
    file.write_text("".join(json.dumps(document) + "\n" for document in documents))

    answered = portal.manage("shell", "--no-imports", "-c", WITHOUT_DOING_IT_ITSELF % str(file))

    assert answered.splitlines() == in_order(documents)
    assert not list((portal.data_dir / "batch").iterdir())


def test_a_message_says_which_chunk_and_no_more(folder, settings):
    queue = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
    before = set(queue.iterdir())
    chunk = chunks.Chunk(folder, 7)
    chunk.write([lines.Line(1, json.dumps(alone({"other_income_year": 4242.42})).encode())])

    spread.PortalWorkers("answers").hand_out(chunk)

    (message,) = set(queue.iterdir()) - before
    text = message.read_text()
    message.unlink()
    body = json.loads(base64.b64decode(json.loads(text)["body"]))
    assert body[:2] == [[], {"folder": folder.name, "number": 7, "work": "answers", "options": {}}]
    assert "4242" not in text


def test_who_waits_for_workers_that_never_come_waits_once(folder, monkeypatch):
    monkeypatch.setattr(spread, "NOBODY_CAME", 0.3)
    workers = spread.PortalWorkers("answers")
    here, there = chunks.Chunk(folder, 1), chunks.Chunk(folder, 2)
    for chunk in (here, there):
        chunk.write(some_lines(1))

    workers.wait_for(here)
    patience = workers.patience
    there.take()
    threading.Timer(0.1, there.do, [work_named("answers")]).start()
    workers.wait_for(there)

    assert patience == 0
    assert not here.is_taken
    assert there.is_done
    assert workers.patience == 0.3
