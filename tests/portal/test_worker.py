"""A worker that misses something says so in one line and stays away."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from portal import supervisor
from portal.jobs import worker
from tests.running import ROOT, clean_environment


def test_with_everything_there_nothing_is_said(capsys):
    worker.refuse_when_not_ready()

    assert capsys.readouterr() == ("", "")


@pytest.fixture
def refusal(capsys):
    def said():
        with pytest.raises(SystemExit) as stopped:
            worker.refuse_when_not_ready()
        assert stopped.value.code == worker.REFUSES
        return capsys.readouterr().err

    return said


@pytest.mark.fault("worker misses something")
def test_a_temporary_folder_that_is_not_there_is_named(monkeypatch, refusal, tmp_path, seen):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "weg"))

    said = refusal()
    assert said == (
        f"De worker start niet. In de tijdelijke map {tmp_path / 'weg'} kan niet geschreven worden: "
        "No such file or directory.\n"
    )
    seen(said.replace(str(tmp_path), "…").strip())


@pytest.mark.fault("worker misses something")
def test_a_font_that_is_missing_or_empty_is_named(monkeypatch, refusal, tmp_path, seen):
    find, empty = finders.find, tmp_path / "leeg.woff2"
    empty.touch()
    for answer in (None, str(empty)):
        monkeypatch.setattr(finders, "find", lambda name, answer=answer: answer if "gabarito" in name else find(name))

        said = refusal()
        assert said == (
            "De worker start niet. Het lettertype static/fonts/gabarito-latin-700.woff2 ontbreekt of is leeg.\n"
        )
    seen(said.strip())


@pytest.mark.fault("worker misses something")
def test_without_pango_it_says_how_to_get_it(monkeypatch, refusal, tmp_path, seen):
    # What WeasyPrint raises when the library can't be loaded.
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)

    said = refusal()
    assert "Pango ontbreekt, nodig voor pdf's. Draai deploy/setup.sh run." in said
    seen(said.partition(" (")[0])


@pytest.mark.fault("worker misses something")
def test_started_by_hand_it_ends_with_that_line_and_a_number_that_means_do_not_retry(tmp_path, seen):
    environment = clean_environment() | {"EMBEDDED": "1", "DATA_DIR": str(tmp_path), "TMPDIR": str(tmp_path / "weg")}
    command = [sys.executable, "-m", "celery", "--app", "portal", "--quiet", "worker", "--concurrency", "1"]

    ended = subprocess.run(command, cwd=ROOT, env=environment | {"C_FORCE_ROOT": "1"}, capture_output=True, text=True)

    assert ended.returncode == worker.REFUSES
    assert ended.stderr.splitlines()[-1].startswith("De worker start niet. In de tijdelijke map")
    seen(f"proces eindigt met {ended.returncode}")


def test_the_supervisor_does_not_start_it_again_and_passes_the_line_on(tmp_path):
    code = f"import sys; sys.stderr.write('ruis\\nDe worker start niet. Zomaar.\\n'); sys.exit({worker.REFUSES})"
    child = supervisor.ChildProcess("worker", [sys.executable, "-c", code], log=tmp_path / "worker.log", environment={})
    child.start()
    said = []

    reason = supervisor.watch([child], say=said.append)

    assert (reason, said, len(child.starts)) == ("De worker start niet. Zomaar.", [], 1)


def test_every_font_of_the_style_sheet_is_looked_at():
    named = Path(finders.find("css/portal.css")).read_text().count(".woff2")

    assert named == len(list((ROOT / "static" / "fonts").glob("*.woff2")))
