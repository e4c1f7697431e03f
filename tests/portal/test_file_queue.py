"""The queue of files: whole messages, each for one reader, also when the disk is full."""

import threading

import pytest
from django.utils import timezone
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.transport.virtual import BrokerState

from portal.jobs.file_queue import Transport
from portal.jobs.lanes import Lane
from portal.jobs.models import Job
from portal.jobs.queue import HANDLERS, Handler, wake
from tests.portal.disk import full_disk


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "messages").mkdir()
    return tmp_path


def connect(folder):
    class Own(Transport):
        # kombu remembers for the whole process what was bound where.
        global_state = BrokerState()

    options = {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "control_folder": str(folder / "control"),
    }
    return Connection(transport=Own, transport_options=options)


@pytest.fixture
def queue(folder):
    with connect(folder) as connection:
        yield connection.SimpleQueue("celery")


def names(folder):
    return sorted(path.name for path in (folder / "messages").iterdir())


def everything(queue):
    got = []
    while True:
        try:
            message = queue.get_nowait()
        except queue.Empty:
            return got
        got.append(message.payload)
        message.ack()


def test_messages_come_out_once_and_in_order(queue, folder):
    for number in range(12):
        queue.put({"nummer": number})
    waiting = len(names(folder))

    got = everything(queue)

    assert waiting == 12
    assert got == [{"nummer": number} for number in range(12)]
    assert names(folder) == []


@pytest.mark.fault("disk full")
def test_on_a_full_disk_the_sender_hears_it_and_no_half_message_stays_behind(queue, folder, seen):
    queue.put("eerst")

    with full_disk(), pytest.raises(OperationalError, match="De wachtrij kan niet schrijven: File too large"):
        queue.put("vol")
    queue.put("later")

    got = everything(queue)
    assert got == ["eerst", "later"]
    assert names(folder) == []
    seen(f"wachtrij: de afzender hoort het, en {got} kwam aan")


def test_a_first_start_on_a_full_disk_leaves_nothing_that_keeps_the_next_one_from_working(folder):
    with connect(folder) as connection, full_disk(), pytest.raises(OperationalError):
        connection.SimpleQueue("celery")
    left = list((folder / "control").iterdir())

    with connect(folder) as connection:
        queue = connection.SimpleQueue("celery")
        queue.put("later")
        got = everything(queue)

    assert (left, got) == ([], ["later"])


def test_a_reader_never_meets_half_a_message(queue, folder):
    big, stop, halves = "x" * 200_000, threading.Event(), []

    def look():
        while not stop.is_set():
            for path in (folder / "messages").glob("*.msg"):
                text = path.read_text()
                if not text.endswith("}"):
                    halves.append(len(text))

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(40):
        queue.put(big)
    stop.set()
    reader.join()

    assert halves == []
    assert len(names(folder)) == 40


@pytest.mark.django_db
@pytest.mark.fault("disk full")
def test_a_job_whose_message_did_not_fit_waits_for_the_sweeper(monkeypatch, caplog, seen):
    monkeypatch.setitem(HANDLERS, "tests.note", Handler(print, attempts=1, lane=Lane.WORK))
    now = timezone.now()
    job = Job.objects.create(kind="tests.note", created_at=now, run_after=now)

    with full_disk():
        is_woken = wake(job)

    job.refresh_from_db()
    assert (is_woken, job.state) == (False, Job.State.QUEUED)
    assert "Broker away" in caplog.text
    seen(f"taak zonder boodschap: {job.get_state_display()}")
