"""`make run` as a new user meets it: one command up, Ctrl-C down, nothing left behind."""

import os
import signal
import socket

import pytest


def test_one_command_starts_web_server_and_worker_and_ctrl_c_leaves_nothing(own_portal):
    portal = own_portal()
    page = portal.get("/")
    portal.wait_for(lambda: len(portal.worker_processes()) >= 3, "de processen van de worker")

    portal.stop(signal.SIGINT)

    assert "<html" in page
    assert f"http://localhost:{portal.port}/" in portal.output
    assert portal.process.returncode == 0
    assert portal.processes() == []


def test_it_starts_again_on_the_same_data_within_five_seconds(own_portal):
    first = own_portal()
    first.stop()

    first.start()

    seconds = float(first.output.split("gestart in ")[1].split(" s)")[0])
    assert seconds < 5
    assert "Opmaak en lettertypen" not in first.output


def test_a_taken_port_gets_a_clear_message(own_portal):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        portal = own_portal(wait=False, PORT=str(port))
        portal.process.wait(30)

    assert f"Poort {port} is al in gebruik" in portal.output
    assert portal.process.returncode == 1


@pytest.mark.parametrize("port", ["acht", "0", "70000"])
def test_a_port_that_cannot_be_gets_a_clear_message(own_portal, port):
    portal = own_portal(wait=False, PORT=port)
    portal.process.wait(30)

    assert "PORT is" in portal.output
    assert portal.process.returncode == 1


def test_a_worker_that_is_killed_comes_back_and_still_goes_down_with_the_rest(own_portal):
    portal = own_portal()
    killed = portal.worker_processes()

    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    portal.wait_for(lambda: "opnieuw gestart" in portal.output, "een nieuwe worker")
    portal.wait_for(lambda: len(portal.worker_processes()) >= 3, "de nieuwe processen")
    portal.stop()

    assert "De worker stopte onverwacht" in portal.output
    assert portal.processes() == []
