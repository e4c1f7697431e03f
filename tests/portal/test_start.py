"""`make run` as a new user meets it: one command up, Ctrl-C down, nothing left behind."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest

from calculator.answers.bereken import bereken
from tests.calculator.documents import alone
from tests.code import NOT_OURS
from tests.running import LONG, ROOT, clean_environment


def test_one_command_starts_it_all_ctrl_c_leaves_nothing_and_the_second_start_takes_five_seconds(own_portal):
    portal = own_portal(first_start=True)
    page, said = portal.get("/"), portal.output
    portal.wait_for(lambda: len(portal.worker_processes()) >= 3, "de processen van de worker")

    portal.stop(signal.SIGINT)
    ended, left = portal.process.returncode, portal.processes()
    portal.start()
    seconds = float(portal.output.split("gestart in ")[1].split(" s)")[0])
    began = time.monotonic()
    portal.manage("check")
    yardstick = time.monotonic() - began

    assert "<html" in page
    assert f"http://localhost:{portal.port}/" in said
    assert (ended, left) == (0, [])
    # On a machine that is busy with other tests everything takes longer, so something known is measured beside it.
    assert seconds < max(5, 2.5 * yardstick)
    assert "Opmaak en lettertypen" not in portal.output


def test_ctrl_c_halfway_the_first_start_leaves_nothing_and_the_next_start_goes_on(own_portal):
    portal = own_portal(wait=False, first_start=True)
    portal.wait_for(lambda: "Database bijwerken" in portal.output, "het begin")

    portal.stop(signal.SIGINT)
    left, said = portal.processes(), portal.output
    portal.start()

    assert left == []
    assert "Gestopt voordat alles klaar was." in said
    assert "Traceback" not in said
    assert "<html" in portal.get("/")


def test_a_web_server_that_only_breaks_is_not_called_up(own_portal):
    portal = own_portal(wait=False, DATABASE_URL="sqlite:////nergens/portaal.sqlite3")
    portal.process.wait(LONG)

    assert "draait op" not in portal.output
    assert portal.process.returncode != 0
    assert portal.processes() == []


def test_a_taken_port_gets_a_clear_message(own_portal):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        portal = own_portal(wait=False, PORT=str(port))
        portal.process.wait(LONG)

    assert f"Poort {port} is al in gebruik" in portal.output
    assert portal.process.returncode == 1


@pytest.mark.parametrize("port", ["acht", "0", "70000"])
def test_a_port_that_cannot_be_gets_a_clear_message(own_portal, port):
    portal = own_portal(wait=False, PORT=port)
    portal.process.wait(LONG)

    assert "PORT is" in portal.output
    assert portal.process.returncode == 1


def test_one_household_is_summed_in_a_clone_where_make_run_has_been_without_any_variable(tmp_path):
    clone = shutil.copytree(ROOT, tmp_path / "kloon", ignore=shutil.ignore_patterns(*NOT_OURS, "*_cache"))
    nothing = {name: value for name, value in clean_environment().items() if name in ("PATH", "HOME", "LANG")}

    def manage(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=clone,
            env=nothing | environment,
            input=json.dumps(alone()),
            capture_output=True,
            text=True,
        )

    on_a_server = manage("bereken")
    manage("migrate", "-v", "0", EMBEDDED="1", DEMO="1").check_returncode()
    summed = manage("bereken")
    other = manage("check")

    assert on_a_server.stderr.startswith("Stop: Zet SECRET_KEY in de omgeving.")
    assert (summed.returncode, summed.stderr) == (0, "")
    assert json.loads(summed.stdout) == bereken(alone())
    assert other.stderr.startswith("Stop: Zet SECRET_KEY in de omgeving.")
