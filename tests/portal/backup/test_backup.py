"""The back-up of a night and the day it's needed: real PostgreSQL, real age, the commands as a server runs them."""

import fcntl
import getpass
import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from portal.backup import postgres as database_tools
from portal.backup import programs
from tests.portal.test_production import PRODUCTION
from tests.running import ROOT, clean_environment

pytestmark = pytest.mark.postgres
MARKER = "Stichting Zonneschijn-7391"


@dataclass
class Server:
    """A place where the portal lives: a database and a folder of its own."""

    url: str
    folder: Path
    key_file: Path
    public: str
    more: dict = field(default_factory=dict)

    def manage(self, *arguments, **more):
        environment = clean_environment() | PRODUCTION | {"DATABASE_URL": self.url, "DATA_DIR": str(self.folder)}
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=environment | {"BACKUP_KEY": self.public, "KEEPER_EMAIL": "sanne@hpp.example"} | self.more | more,
            capture_output=True,
            text=True,
        )

    def backup(self, **more):
        return self.manage("backup", **more)

    def put_back(self, file, *arguments, key=None):
        return self.manage("terugzetten", file, "--sleutel", key or self.key_file, *arguments)

    @property
    def backups(self):
        return sorted((self.folder / "backup").glob("portaal-*.age"))

    def ask(self, question, *values):
        with psycopg.connect(self.url, autocommit=True) as database:
            rows = database.execute(question, values)
            return rows.fetchall() if rows.description else None

    def all_rows(self):
        tables = self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {table: sorted(map(repr, self.ask(f'SELECT * FROM "{table}"'))) for (table,) in tables}

    def all_files(self):
        media = self.folder / "media"
        return {str(path.relative_to(media)): path.read_bytes() for path in media.rglob("*") if path.is_file()}

    def databases(self):
        own = self.url.rpartition("/")[2]
        return sorted(name for (name,) in self.ask("SELECT datname FROM pg_database") if name.startswith(own))


@pytest.fixture(scope="module")
def filled(postgres, tmp_path_factory):
    """A database and a folder with all the demo content, to be copied."""
    url, folder = postgres.migrated_database(), tmp_path_factory.mktemp("gevuld")
    secret, public = programs.new_key()
    (folder / "sleutel").write_text(secret)
    server = Server(url, folder / "data", folder / "sleutel", public)
    demo = {"EMBEDDED": "1", "DEMO": "1", "CACHE_URL": "", "CELERY_BROKER_URL": "filesystem://localhost/"}
    for command in (["createcachetable"], ["demo"]):
        done = server.manage(*command, **demo)
        assert done.returncode == 0, done.stderr
    server.ask("INSERT INTO people_board (name, city, sector) VALUES (%s, '', 'po')", MARKER)
    (release,) = server.ask(
        "INSERT INTO blocks_release (series, layout, depths, asked, closes_at, at_least, waiting)"
        " VALUES ('proef', '[]', '[]', '[]', now(), 0, '[]') RETURNING id"
    )
    for table, column in (("blocks_pile", "answers, heads"), ("blocks_turnout", "people")):
        empty = ", ".join("'[]'" for _ in column.split(", "))
        server.ask(f"INSERT INTO {table} (release_id, \"group\", {column}) VALUES (%s, '[]', {empty})", release[0])
    return server


@pytest.fixture
def server(filled, postgres, tmp_path):
    shutil.copytree(filled.folder / "media", tmp_path / "data" / "media")
    url = postgres.new_database("-T", filled.url.rpartition("/")[2])
    return Server(url, tmp_path / "data", filled.key_file, filled.public)


@pytest.fixture
def elsewhere(filled, postgres, tmp_path):
    """A new machine: an empty database and an empty folder."""
    return Server(postgres.new_database(), tmp_path / "elders", filled.key_file, filled.public)


WITHOUT_HISTORY = {"blocks_pile", "blocks_turnout"}


def test_of_open_answers_there_is_one_copy_and_it_comes_back_with_its_own_night_only(server, elsewhere, tmp_path):
    server.backup()
    (first,) = server.backups
    shutil.copy(first, tmp_path)
    alone = elsewhere.put_back(tmp_path / first.name)
    without = elsewhere.all_rows()
    server.backup()
    second = server.backups[-1]
    elsewhere.put_back(first, "--vervang")
    of_another_night = elsewhere.all_rows()
    complete = elsewhere.put_back(second, "--vervang")

    whole = server.all_rows()
    kept = {table: [] if table in WITHOUT_HISTORY else rows for table, rows in whole.items()}
    assert all(whole[table] for table in WITHOUT_HISTORY)
    assert sorted(path.name for path in (server.folder / "backup").glob("stapels*")) == ["stapels.age"]
    assert without == kept
    assert of_another_night == kept
    assert elsewhere.all_rows() == whole
    assert "Zonder stapels.age van dezelfde nacht ontbreken antwoorden" in alone.stdout
    assert "stapels" not in complete.stdout


@pytest.mark.fault("restore")
def test_what_was_backed_up_is_all_there_on_a_new_machine_with_the_time_it_took(server, elsewhere, seen):
    run = server.backup()
    put_back = elsewhere.put_back(server.backups[0])

    assert (run.returncode, run.stderr) == (0, "")
    assert (put_back.returncode, put_back.stderr) == (0, "")
    rows, files = elsewhere.all_rows(), elsewhere.all_files()
    assert rows == server.all_rows()
    assert files == server.all_files()
    assert len(rows) > 40
    assert len(files) > 3
    assert f"{sum(map(len, rows.values()))} rijen" in put_back.stdout
    assert float(put_back.stdout.split("in ")[-1].split(" s.")[0]) < 15 * 60
    # New rows get new numbers there.
    assert (
        elsewhere.ask("INSERT INTO people_board (name, city, sector) VALUES ('Nieuw', '', 'po') RETURNING id")[0][0] > 1
    )
    seen(put_back.stdout.strip().splitlines()[-1])


def test_a_backup_is_for_the_owner_of_the_key_only_and_leaves_nothing_else_behind(server):
    server.backup()

    (file,) = server.backups
    report = json.loads((server.folder / "backup.json").read_text())
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert MARKER.encode() not in file.read_bytes()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    beside = {path.name for path in (server.folder / "backup").iterdir()}
    assert beside == {".slot", "stapels.age", file.name}
    assert server.databases() == [server.url.rpartition("/")[2]]
    assert report["failed"] is None
    assert report["last_good"]["file"] == file.name
    assert report["last_good"]["bytes"] == file.stat().st_size


def test_what_is_there_is_not_lost_by_putting_back(server):
    server.backup()
    server.ask("DELETE FROM people_board WHERE name = %s", MARKER)
    changed, extra = server.all_rows(), server.folder / "media" / "later.txt"
    extra.write_text("van later")

    refused = server.put_back(server.backups[0])
    then = server.all_rows()
    replaced = server.put_back(server.backups[0], "--vervang")

    name = server.url.rpartition("/")[2]
    (kept,) = [database for database in server.databases() if database != name]
    old = Server(server.url.replace(name, kept), server.folder, server.key_file, server.public)
    (kept_files,) = server.folder.glob("media_voor_*")
    assert "staat al iets" in refused.stderr
    assert then == changed
    assert replaced.returncode == 0
    assert kept in replaced.stdout
    assert server.ask("SELECT count(*) FROM people_board WHERE name = %s", MARKER) == [(1,)]
    assert old.all_rows() == changed
    assert not extra.exists()
    assert (kept_files / "later.txt").read_text() == "van later"


def test_a_wrong_key_or_a_damaged_file_changes_nothing(server, elsewhere, tmp_path):
    server.backup()
    (file,) = server.backups
    other, damaged = tmp_path / "andere-sleutel", tmp_path / "stuk.age"
    other.write_text(programs.new_key()[0])
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    half = tmp_path / "half.age"
    half.write_bytes(content[: len(content) // 3])

    said = {
        "sleutel": elsewhere.put_back(file, key=other),
        "stuk": elsewhere.put_back(damaged),
        "half": elsewhere.put_back(half),
        "weg": elsewhere.put_back(tmp_path / "weg.age"),
    }

    assert {done.returncode for done in said.values()} == {1}
    assert all("Er is niets veranderd." in done.stderr for done in said.values())
    assert "no identity matched" in said["sleutel"].stderr
    assert "is er niet" in said["weg"].stderr
    assert elsewhere.all_rows() == {}
    assert elsewhere.databases() == [elsewhere.url.rpartition("/")[2]]
    assert not (elsewhere.folder / "media").exists()


def test_a_row_whose_file_is_gone_fails_the_backup_and_tells_the_keeper(server, postbox):
    server.more = postbox.environment
    well = server.backup()
    (lost, *_) = (server.folder / "media").rglob("*.*")
    lost.unlink()

    failed = server.backup()

    (letter,) = postbox.letters
    report = json.loads((server.folder / "backup.json").read_text())
    assert well.returncode == 0
    assert failed.returncode == 1
    assert "staat het bestand niet op de schijf" in failed.stderr
    assert letter["To"] == "sanne@hpp.example"
    assert letter["Subject"] == "De back-up van het portaal is mislukt"
    assert "Van 1 rijen in materials_" in letter.get_content()
    assert f"De laatste die wel lukte heet {server.backups[0].name}" in letter.get_content()
    assert len(server.backups) == 1
    assert report["last_good"]["file"] == server.backups[0].name
    assert "staat het bestand niet" in report["failed"]["why"]


def test_a_database_that_is_away_tells_the_keeper_too(server, postbox):
    server.more = postbox.environment
    server.url = "postgres://portaal@127.0.0.1:1/portaal"

    failed = server.backup()

    assert failed.returncode == 1
    assert "De database portaal is niet te bereiken" in failed.stderr
    assert "niet te bereiken" in postbox.letters[0].get_content()


def test_without_a_key_no_backup_is_made(server, postbox):
    failed = server.backup(**postbox.environment, BACKUP_KEY="")

    assert failed.returncode == 1
    assert "Zet BACKUP_KEY in de omgeving" in failed.stderr
    assert server.backups == []
    assert len(postbox.letters) == 1


def test_backups_of_over_thirty_days_ago_go_and_only_when_there_is_a_new_one(server, postbox):
    today = datetime.now(UTC)
    names = {
        days: f"portaal-{today - timedelta(days=days, minutes=-30):%Y-%m-%dT%H%M%SZ}.age" for days in (1, 30, 31, 60)
    }
    (server.folder / "backup").mkdir(mode=0o700)
    for name in names.values():
        (server.folder / "backup" / name).write_bytes(b"van eerder")

    server.backup(**postbox.environment, BACKUP_KEY="")
    after_failure = [file.name for file in server.backups]
    server.backup()

    kept = [file.name for file in server.backups]
    assert after_failure == sorted(names.values())
    assert kept[:-1] == [names[30], names[1]]


def test_two_backups_at_once_do_not_mix(server, postbox):
    server.more = postbox.environment
    folder = server.folder / "backup"
    folder.mkdir(mode=0o700)
    with (folder / ".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        second = server.backup()

    assert "Er wordt al een back-up gemaakt" in second.stderr
    assert server.backup().returncode == 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE people_board SET name = name || '.' WHERE id = (SELECT min(id) FROM people_board)",
        f"DELETE FROM people_board WHERE name = '{MARKER}'",
        "INSERT INTO people_board (name, city, sector) VALUES ('Erbij', '', 'po')",
        "DROP TABLE people_board CASCADE",
    ],
)
def test_the_comparison_sees_one_row_that_differs(server, change):
    def rows():
        with psycopg.connect(server.url) as connection:
            return database_tools.rows(connection)

    before, same = rows(), rows()
    server.ask(change)

    assert database_tools.differences(before, same) == []
    assert database_tools.differences(before, rows()) == ["people_board"]


def test_a_file_made_by_someone_else_cannot_write_outside_its_folder(elsewhere, tmp_path):
    """The key that encrypts is public, so anyone can make a file that we can open."""
    (tmp_path / "kwaad").write_text("kwaad")
    bad = tmp_path / "kwaad.age"
    tar = subprocess.run(
        ["tar", "-cP", "--transform", "s|.*|media/../../../kwaad|", str(tmp_path / "kwaad")],
        capture_output=True,
        check=True,
    ).stdout
    with bad.open("wb") as target:
        subprocess.run(["age", "-r", elsewhere.public], input=tar, stdout=target, check=True)

    done = elsewhere.put_back(bad)

    assert "is geen back-up van het portaal" in done.stderr
    assert sorted(os.listdir(tmp_path)) == ["elders", "kwaad", "kwaad.age"]


@pytest.mark.parametrize(
    ("host", "command"),
    [("/var/run/postgresql", f"runuser -u {getpass.getuser()} -- dropdb oud"), ("127.0.0.1", "dropdb oud")],
)
def test_how_to_drop_what_was_set_aside_works_for_the_one_who_reads_it(host, command):
    database = database_tools.Database(host=host, port="", user="portaal", password="", name="portaal")

    assert database_tools.dropping(database, "oud") == command
