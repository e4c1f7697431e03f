"""deploy/try from beginning to end, and an update of what it keeps running: the parts that an install has, for real."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.code import NOT_OURS
from tests.running import LONG, ROOT, clean_environment

pytestmark = [pytest.mark.postgres, pytest.mark.redis]


def processes_in(folder):
    """What runs with this folder on its command line."""
    lines = {path.parent.name: path for path in Path("/proc").glob("[0-9]*/cmdline")}
    commands = []
    for pid, path in lines.items():
        try:
            if str(folder).encode() in path.read_bytes() and int(pid) != os.getpid():
                commands.append(path.read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return commands


@pytest.fixture(scope="module")
def folder():
    # PostgreSQL runs as another user, who can't look inside the folders of pytest.
    with tempfile.TemporaryDirectory(prefix="portaal-proef-", ignore_cleanup_errors=True) as own:
        os.chmod(own, 0o755)
        yield Path(own)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone of its own, with this environment and this code, whatever of it was committed."""
    code = tmp_path_factory.mktemp("kloon") / "uren-portaal"
    shutil.copytree(ROOT, code, ignore=shutil.ignore_patterns(*NOT_OURS, "*_cache"))
    (code / ".venv").symlink_to((ROOT / ".venv").resolve())
    git(code, "init", "--quiet", "--initial-branch", "main")
    git(code, "add", "--all")
    git(code, "commit", "--quiet", "--message", "Eerste versie")
    return code


def git(code, *words):
    who = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@t", "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@t"}
    done = subprocess.run(["git", *words], cwd=code, env=clean_environment() | who, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def new_version(code, name, files):
    for path, text in files.items():
        (code / path).write_text(text)
    git(code, "add", "--all")
    git(code, "commit", "--quiet", "--message", name)
    commit = git(code, "rev-parse", "HEAD")
    git(code, "checkout", "--quiet", "--detach", "HEAD^")
    return commit


@dataclass
class Trial:
    """deploy/try in the clone, which keeps the portal running; `trial.run(...)` runs one of its other commands."""

    clone: Path
    folder: Path
    process: subprocess.Popen

    @property
    def said(self):
        return (self.folder / "said.txt").read_text()

    def run(self, command, *arguments):
        own = clean_environment() | {"UREN_PORTAAL_ETC": str(self.folder / "etc")}
        return subprocess.run(
            [f"deploy/{command}", *arguments], cwd=self.clone, env=own, capture_output=True, text=True, check=False
        )

    def end(self):
        """It ends well, and nothing of it is left running."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(LONG) == 0
        assert self.said.rstrip().endswith("==> Opruimen")
        assert processes_in(self.folder) == []


@pytest.fixture(scope="module")
def trial(clone, folder):
    environment = clean_environment() | {"TRY_FOLDER": str(folder)}
    with (folder / "said.txt").open("w") as output:
        process = subprocess.Popen(
            [clone / "deploy" / "try", "--blijf"], env=environment, stdout=output, stderr=output, start_new_session=True
        )
    kept = Trial(clone, folder, process)
    while "Klaar: https" not in kept.said:
        assert process.poll() is None, kept.said
        time.sleep(0.2)
    yield kept
    kept.end()


def test_an_install_on_loopback_walks_the_smoke_journey_and_restores_its_backup(trial):
    said = trial.said

    assert said.count("  goed  ") == 8
    assert "Back-up gemaakt en ter controle teruggezet" in said
    assert "Teruggezet en vergeleken" in said
    assert "==> Alles goed.\n==> Klaar: https" in said


MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "{before}")]
    operations = [migrations.AddField("board", "motto", models.CharField(null=True, max_length=20))]
"""


def test_an_update_goes_forward_when_it_works_and_back_when_it_does_not(trial, clone, folder):
    was, before_it = git(clone, "rev-parse", "HEAD"), len(backups(folder))
    before = sorted(path.stem for path in (clone / "portal" / "people" / "migrations").glob("0*.py"))[-1]
    migration = {"portal/people/migrations/9000_motto.py": MIGRATION.format(before=before)}
    views = (clone / "portal" / "views.py").read_text()
    broken = new_version(clone, "Kapot", {**migration, "portal/health.py": "def is_well():\n    return False\n"})
    good = new_version(clone, "Goed", {**migration, "portal/views.py": f"{views}\n# een nieuwe regel\n"})

    failed = trial.run("update", broken)
    after_failure = git(clone, "rev-parse", "HEAD")
    columns = trial.run("manage", "shell", "-c", COLUMNS).stdout
    worked = trial.run("update", good)
    again = trial.run("update", good)
    (clone / "portal" / "views.py").write_text("# met de hand gewijzigd\n")
    dirty = trial.run("update", was)
    git(clone, "checkout", "--quiet", "portal/views.py")

    assert failed.returncode == 1
    assert "Het portaal draait weer met de oude." in failed.stderr
    assert after_failure == was
    assert "motto" not in columns
    assert "name" in columns
    assert worked.returncode == 0, worked.stdout + worked.stderr
    assert "Eerst een back-up" in worked.stdout
    assert git(clone, "rev-parse", "HEAD") == good
    assert "motto" in trial.run("manage", "shell", "-c", COLUMNS).stdout
    assert "Dit is al de nieuwste versie." in again.stdout
    assert "zijn bestanden gewijzigd" in dirty.stderr
    assert len(backups(folder)) == before_it + 2


def backups(folder):
    return sorted((folder / "data" / "backup").glob("portaal-*.age"))


COLUMNS = (
    "from django.db import connection; "
    "print([c.name for c in connection.introspection.get_table_description(connection.cursor(), 'people_board')])"
)


def documented_commands(heading):
    """The commands of ours that docs/beheer.md gives under a heading, as they stand there."""
    text = (ROOT / "docs" / "beheer.md").read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)).splitlines()
    return [line.split() for line in lines if line.startswith("deploy/")]


def test_the_manual_followed_to_the_letter_brings_back_what_was_lost(trial, folder):
    ask = "from portal.people.models import Board; print(list(Board.objects.values_list('name', flat=True)))"
    make = "from portal.people.models import Board; Board.objects.create(name='Kleurrijk')"
    added = trial.run("manage", "shell", "-c", make)
    assert added.returncode == 0, added.stderr
    back_up, put_back = documented_commands("Back-up en terugzetten")
    key = {"sleutel.txt": str(folder / "sleutel.txt")}

    backed_up = trial.run(back_up[0].removeprefix("deploy/"), *back_up[1:])
    newest = {word: str(backups(folder)[-1]) for word in put_back if word.endswith(".age")}
    trial.run("manage", "shell", "-c", "from portal.people.models import Board; Board.objects.all().delete()")
    lost = trial.run("manage", "shell", "-c", ask).stdout
    command, *words = [(key | newest).get(word, word) for word in put_back]
    restored = trial.run(command.removeprefix("deploy/"), *words)

    assert backed_up.returncode == 0, backed_up.stderr
    assert "[]" in lost
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert re.search(r"Van stoppen tot weer draaien: \d+ s\.", restored.stdout)
    assert "Kleurrijk" in trial.run("manage", "shell", "-c", ask).stdout


def test_every_command_of_ours_in_the_manual_exists():
    text = (ROOT / "docs" / "beheer.md").read_text()
    ours = set(re.findall(r"(?<![\w-])deploy/([a-z]+)\b(?!/)", text))

    assert {"install", "update", "uninstall", "backup", "restore", "try", "manage"} <= ours
    assert [name for name in sorted(ours) if not (ROOT / "deploy" / name).exists()] == []


def test_where_nothing_is_installed_each_command_says_so(tmp_path):
    nowhere = clean_environment() | {"UREN_PORTAAL_ETC": str(tmp_path)}

    for command in ("update", "backup", "manage"):
        done = subprocess.run([ROOT / "deploy" / command], env=nowhere, capture_output=True, text=True)

        assert done.returncode == 1
        assert "Op deze machine is het portaal niet geïnstalleerd" in done.stderr
