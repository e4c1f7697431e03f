"""`manage.py bereken` as people and other programs run it: what goes in, what comes out, and the exit code."""

import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, ManagementUtility, call_command

from calculator.answers.bereken import bereken
from calculator.batch.lines import AT_ONCE, LONGEST, answer_one
from calculator.releases import in_process
from tests.calculator.documents import alone, family
from tests.running import LONG, ROOT, clean_environment

WELL, UNREADABLE, FAULTY = 0, 1, 2


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    data = tmp_path_factory.mktemp("bereken")
    return clean_environment() | {"EMBEDDED": "1", "DATA_DIR": str(data)}


@pytest.fixture
def command(environment):
    """Runs the command to its end; returns the finished process."""

    def run(*arguments, given=b"", **more):
        return subprocess.run(
            [sys.executable, "manage.py", "bereken", *arguments],
            cwd=ROOT,
            env=environment | more,
            input=given,
            capture_output=True,
        )

    return run


@pytest.fixture
def in_here(monkeypatch, tmp_path):
    """The same without a process of its own, for what doesn't depend on that."""

    def run(*arguments, given=b""):
        out, err = io.TextIOWrapper(io.BytesIO(), encoding="ascii"), io.StringIO()
        typed = tmp_path / "invoer"
        typed.write_bytes(given)
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        monkeypatch.setattr(in_process, "look_now_and_then", lambda: None)
        code = WELL
        with typed.open() as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            try:
                ManagementUtility(["manage.py", "bereken", *arguments]).execute()
            except SystemExit as ended:
                code = ended.code or WELL
        out.flush()
        return subprocess.CompletedProcess(arguments, code, out.buffer.getvalue(), err.getvalue().encode())

    return run


@pytest.fixture
def started(environment):
    """Starts the command and leaves it running; it's ended afterwards."""
    running = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, "manage.py", "bereken", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            pipe.close()


def line(document):
    return json.dumps(document).encode() + b"\n"


def records(done):
    return [json.loads(text) for text in done.stdout.decode().splitlines()]


def messages(record):
    return [fault["message"] for fault in record["faults"]]


def paths(record):
    return [fault["path"] for fault in record["faults"]]


def test_one_document_on_standard_input(command):
    done = command(given=json.dumps(family()).encode())

    assert done.returncode == WELL
    assert json.loads(done.stdout) == bereken(family())
    assert done.stderr == b""


def test_one_document_in_a_file_with_the_steps(command, tmp_path):
    file = tmp_path / "huishouden met spatie.json"
    file.write_text(json.dumps(family()))

    done = command("--explain", str(file))

    assert done.returncode == WELL
    assert json.loads(done.stdout) == bereken(family(), explain=True)


def test_a_document_with_faults_gets_all_of_them_and_exit_code_2(in_here):
    done = in_here(given=json.dumps(alone(year=1999, assets=-1)).encode())

    assert done.returncode == FAULTY
    assert paths(json.loads(done.stdout)) == ["year", "assets"]


@pytest.mark.parametrize(("name", "why"), [("er-is-niets.json", "bestaat niet"), (".", "is een map")])
def test_a_file_that_cant_be_read_is_named_with_exit_code_1(in_here, tmp_path, name, why):
    done = in_here("--lines", str(tmp_path / name))

    assert done.returncode == UNREADABLE
    assert done.stdout == b""
    assert f"{tmp_path / name} {why}" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_lines_are_answered_in_order_and_a_bad_one_doesnt_stop_the_rest(in_here):
    """Everything that can be wrong with a line, between lines that are right."""
    deep = b"[" * 100_000 + b"]" * 100_000
    bad = {
        b"geen json": "Dit is geen geldige JSON.",
        b'{"\xff": 1}': "De tekst is geen UTF-8.",
        b'{"year": 2026, "year": 2026}': "De sleutel “year” staat er twee keer in.",
        deep: "De tekst heeft te veel lagen.",
        b'{"a": ' + b"9" * 5000 + b"}": "Dit is geen geldige JSON.",
        b"x" * (LONGEST + 1): "Dit is langer dan 1 MB.",
        b" " * LONGEST + b"{}": "Dit is langer dan 1 MB.",
        b"null": "Hier hoort een object",
        b"\x00": "Dit is geen geldige JSON.",
    }
    right = line(family())
    given = right + b"".join(text + b"\n" + right for text in bad)

    done = in_here("--lines", given=given)

    answered = records(done)
    assert done.returncode == FAULTY
    assert answered[0::2] == [bereken(family())] * (len(bad) + 1)
    assert [record["line"] for record in answered[1::2]] == list(range(2, 2 * len(bad) + 1, 2))
    for record, expected in zip(answered[1::2], bad.values(), strict=True):
        assert messages(record)[0].startswith(expected)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("NaN", "Dit is geen getal."),
        ("Infinity", "Dit is geen getal."),
        ("-Infinity", "Dit is geen getal."),
        ("1e999", "Dit is geen getal."),
        ("1e308", "Zo’n groot of klein getal kan niet."),
        ("1e-320", "Zo’n groot of klein getal"),
        ("123456789012345678901", "kan niet."),
        ("-0.01", "-0,01 kan niet."),
        ('"1.234,56"', "De tekst “1.234,56” is geen getal."),
    ],
)
def test_numbers_that_are_none_or_out_of_bounds_are_said_to_be(number, said):
    """Without starting a process for each: the command does no more with a line than this."""
    text = json.dumps(alone(assets=5)).replace('"assets": 5', f'"assets": {number}')

    answer = answer_one(text.encode())

    if number == "1e-320":
        assert answer["results"]
    else:
        assert paths(answer) == ["assets"]
        assert said in messages(answer)[0]


def test_lines_with_a_byte_order_mark_empty_lines_and_no_final_newline(in_here):
    given = b"\xef\xbb\xbf" + line(family()) + b"\n   \r\n" + line(alone())[:-1] + b"\r\n\n" + line(family())[:-1]

    done = in_here("--lines", given=given)

    assert done.returncode == WELL
    assert records(done) == [bereken(family()), bereken(alone()), bereken(family())]


def test_without_lines_there_are_no_answers(in_here):
    done = in_here("--lines", given=b"\n \n\n")

    assert (done.returncode, done.stdout, done.stderr) == (WELL, b"", b"")


def test_each_line_can_ask_for_the_steps_or_all_lines_do(in_here):
    given = line(family(explain=True)) + line(family())

    some, every = in_here("--lines", given=given), in_here("--lines", "--explain", given=given)

    assert ["steps" in record for record in records(some)] == [True, False]
    assert records(every) == [bereken(family(), explain=True)] * 2


def test_answers_are_utf8_in_whatever_language_the_terminal_is(command):
    done = command("--explain", given=json.dumps(family()).encode(), LC_ALL="C", PYTHONIOENCODING="ascii")

    assert done.returncode == WELL
    assert "€\u00a0" in done.stdout.decode()


def test_workers_give_the_same_lines(command, in_here):
    given = b"".join(line(family(assets=1000 * number)) + b"nee\n" * (number % 7 == 0) for number in range(60))

    done = command("--lines", "--workers", "2", given=given)

    assert done.returncode == FAULTY
    assert done.stdout == in_here("--lines", given=given).stdout


FEW = ["--fields", "hours, disposable.month,people[0].net_year"]


@pytest.mark.parametrize("more", [["--csv"], ["--csv", *FEW], FEW, ["--columns", *FEW]])
def test_workers_write_what_was_asked_just_as_well(command, in_here, more):
    given = b"nee\n" + b"".join(line(family(assets=1000 * number, hours=[0, 28])) for number in range(9))

    done = command("--lines", "--workers", "2", *more, given=given)

    assert done.returncode == FAULTY
    assert done.stdout == in_here("--lines", *more, given=given).stdout


def test_a_table_has_its_names_above_it_and_a_row_for_each_number_of_hours(in_here):
    given = line(family(hours=[0, 28])) + b"nee\n"

    done = in_here("--lines", "--csv", *FEW, given=given)

    first, second = bereken(family(hours=[0, 28]))["results"]
    assert done.returncode == FAULTY
    assert done.stdout.decode().splitlines() == [
        "line,faults,left_out,hours,people[0].net_year,disposable.month",
        f"1,0,0,0,{first['people'][0]['net_year']},{first['disposable']['month']}",
        f"1,0,0,28,{second['people'][0]['net_year']},{second['disposable']['month']}",
        "2,1,,,,",
    ]


def test_one_document_says_what_was_asked_on_the_command_line(in_here):
    done = in_here(*FEW, "--columns", given=json.dumps(family()).encode())

    (row,) = bereken(family())["results"]
    assert json.loads(done.stdout)["columns"] == {
        "hours": [28],
        "people[0].net_year": [row["people"][0]["net_year"]],
        "disposable.month": [row["disposable"]["month"]],
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--workers", "2"], "alleen met --lines"),
        (["--celery"], "alleen met --lines"),
        (["--lines", "--workers", "0"], "van 1 tot en met 64"),
        (["--lines", "--workers", "veel"], "van 1 tot en met 64"),
        (["--lines", "--workers", "2", "--celery"], "not allowed with"),
        (["--csv"], "alleen met --lines, en zonder --explain"),
        (["--lines", "--csv", "--explain"], "alleen met --lines, en zonder --explain"),
        (["--lines", "--csv", "--columns"], "not allowed with"),
        (["--fields", "hours,huur,net"], "huur, net staat niet in de uitkomst"),
        (["--fields", " , "], "noem minstens één uitkomst"),
    ],
)
def test_options_that_dont_go_together_are_refused(arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("bereken", *arguments)


def test_who_writes_a_line_gets_its_answer_before_writing_the_next(started):
    """As another program does that keeps the command running."""
    process = started("--lines")
    answered = []

    for assets in (0, 50_000, 200_000):
        process.stdin.write(line(family(assets=assets)))
        process.stdin.flush()
        answered.append(json.loads(process.stdout.readline()))
    process.stdin.close()

    assert answered == [bereken(family(assets=assets)) for assets in (0, 50_000, 200_000)]
    assert process.wait(LONG) == WELL


@pytest.mark.parametrize("arguments", [["--lines"], ["--lines", "--workers", "1"]])
def test_a_reader_who_has_enough_ends_it_quietly(started, arguments, tmp_path):
    file = tmp_path / "veel.jsonl"
    file.write_bytes(line(family(hours="all")) * 300)
    process = started(*arguments, str(file))

    first = process.stdout.readline()
    process.stdout.close()

    assert json.loads(first) == bereken(family(hours="all"))
    assert process.wait(LONG) == WELL
    assert process.stderr.read() == b""


def test_answers_that_cant_be_written_are_said_to_be(environment):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "manage.py", "bereken", "--lines"],
            cwd=ROOT,
            env=environment,
            input=line(family()),
            stdout=full,
            stderr=subprocess.PIPE,
        )

    assert done.returncode == UNREADABLE
    assert "De antwoorden kunnen niet geschreven worden" in done.stderr.decode()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_broken_off_leaves_nothing_behind(started, environment, tmp_path, number, code):
    file = tmp_path / "veel.jsonl"
    file.write_bytes(line(family()) * (3 * AT_ONCE // len(line(family()))))
    process = started("--lines", "--workers", "2", str(file))

    process.stdout.readline()
    process.send_signal(number)
    process.stdout.read()

    assert process.wait(LONG) == code
    assert process.stderr.read() == b""
    assert not os.listdir(os.path.join(environment["DATA_DIR"], "batch"))
    time.sleep(0.1)
    assert not children_of(process.pid)


def children_of(pid):
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return done.stdout.split()
