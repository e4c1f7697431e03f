"""Put a back-up in place of what is there. What was there is kept beside it until someone throws it away."""

import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections

from portal.backup import BackupFailed, archive, making, postgres


@dataclass(frozen=True)
class PutBack:
    rows: postgres.Rows
    how_many_files: int
    seconds: float
    with_apart: bool
    kept_database: str
    kept_files: Path | None


def put_back(file: Path, *, key_file: Path, now: datetime, replace: bool) -> PutBack:
    """First all is restored beside what is there, and compared; only then the two change places."""
    began, database = time.monotonic(), postgres.Database.of(settings.DATABASES["default"])
    for needed in (file, key_file):
        if not needed.is_file():
            raise BackupFailed(f"{needed} is er niet.")
    there = postgres.exists(database, database.name) and not postgres.is_empty(database)
    if there and not replace:
        raise BackupFailed(
            f"In de database {database.name} staat al iets. Geef --vervang mee om dat opzij te zetten en de back-up "
            "ervoor in de plaats te laten komen."
        )
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".terugzetten-", dir=settings.DATA_DIR) as folder:
        opened, apart = Path(folder) / "opened", Path(folder) / "apart"
        contents = archive.unpack(file, opened, key_file=key_file)
        rows_apart = _opened_apart(file.with_name(making.APART), apart, key_file=key_file, made_at=contents.made_at)
        fresh = _restored(database, opened, contents, apart=apart, rows_apart=rows_apart)
        connections.close_all()
        mark = now.strftime("_voor_%Y%m%d_%H%M%S")
        kept = _change_databases(database, fresh, mark, keep=there)
        kept_files = _change_files(opened / archive.MEDIA, mark)
    return PutBack(
        contents.rows | rows_apart,
        len(contents.files),
        time.monotonic() - began,
        bool(rows_apart),
        kept,
        kept_files,
    )


def _opened_apart(file: Path, folder: Path, *, key_file: Path, made_at: str) -> postgres.Rows:
    """What has one copy only; with another night's back-up it would not fit."""
    if not file.is_file():
        return {}
    contents = archive.unpack(file, folder, key_file=key_file)
    return contents.rows if contents.made_at == made_at else {}


def _restored(
    database: postgres.Database, opened: Path, contents: archive.Contents, *, apart: Path, rows_apart: postgres.Rows
) -> postgres.Database:
    name = f"{database.name}_nieuw"
    postgres.drop(database, name)
    fresh = postgres.create(database, name)
    try:
        postgres.restore(fresh, opened / archive.DATABASE)
        if rows_apart:
            postgres.restore(fresh, apart / archive.DATABASE)
        making.compare(fresh, contents.rows | rows_apart)
    except BaseException:
        postgres.drop(database, name)
        raise
    return fresh


def _change_databases(database: postgres.Database, fresh: postgres.Database, mark: str, *, keep: bool) -> str:
    if keep:
        postgres.rename(database, database.name, database.name + mark)
    else:
        postgres.drop(database, database.name)
    postgres.rename(database, fresh.name, database.name)
    return database.name + mark if keep else ""


def _change_files(media: Path, mark: str) -> Path | None:
    kept = None
    if settings.MEDIA_ROOT.exists() and any(settings.MEDIA_ROOT.iterdir()):
        kept = settings.MEDIA_ROOT.with_name(settings.MEDIA_ROOT.name + mark)
        settings.MEDIA_ROOT.rename(kept)
    elif settings.MEDIA_ROOT.exists():
        shutil.rmtree(settings.MEDIA_ROOT)
    shutil.move(media, settings.MEDIA_ROOT)
    return kept
