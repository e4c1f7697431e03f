"""Work for other processes as files in a private folder: lines in, their outcome out.

Only the name of the folder and a number travel to who does the work. What people earn stands in files that nobody
else can read; each is removed as soon as it's been used, and the folder with whatever is left at the end.
"""

import fcntl
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from calculator.batch.lines import Line
from calculator.batch.memory import many_objects
from calculator.batch.work import Options, Work, work_named

FOLDER_NAME = re.compile(r"[0-9a-f]{32}")
LOCK = "lock"
NOBODY_CAME = 10
"""Seconds in which a worker that is there would have begun."""
NOT_YET_LOCKED = 60
"""Seconds after which a folder without a lock isn't one that was just made."""


@dataclass(frozen=True)
class Chunk:
    """One portion of lines. Its file says how far it is: to do, taken by someone, or done with or without faults."""

    folder: Path
    number: int

    @property
    def _to_do(self) -> Path:
        return self.folder / f"{self.number}.to-do"

    @property
    def _taken(self) -> Path:
        return self.folder / f"{self.number}.taken"

    @property
    def _well(self) -> Path:
        return self.folder / f"{self.number}.well"

    @property
    def _faulty(self) -> Path:
        return self.folder / f"{self.number}.faulty"

    def _draft(self) -> Path:
        """A private file that nobody looks at; it gets its real name once it's whole."""
        draft = self.folder / f"{self.number}.{secrets.token_hex(4)}"
        draft.touch(mode=0o600, exist_ok=False)
        return draft

    def write(self, block: Sequence[Line]) -> None:
        """Each line behind its number; without a text when it was too long."""
        draft = self._draft()
        with draft.open("wb") as file:
            for line in block:
                text = b"" if line.text is None else b" " + line.text
                file.write(b"%d%s\n" % (line.number, text))
        draft.rename(self._to_do)

    def take(self) -> bool:
        """Whether it's ours to do now; of several who try, one gets it."""
        try:
            self._to_do.rename(self._taken)
        except FileNotFoundError:
            return False
        return True

    def do(self, work: Work) -> None:
        """Do what was taken. Safe to do twice: the outcome is the same."""
        draft = self._draft()
        with draft.open("wb") as file, many_objects():
            well = work(file, self._lines())
        draft.rename(self._well if well else self._faulty)

    def _lines(self) -> list[Line]:
        parts = (line.partition(b" ") for line in self._taken.read_bytes().removesuffix(b"\n").split(b"\n"))
        return [Line(int(number), text if space else None) for number, space, text in parts]

    @property
    def is_taken(self) -> bool:
        return self._taken.exists()

    @property
    def is_done(self) -> bool:
        return self._well.exists() or self._faulty.exists()

    @contextmanager
    def outcome(self) -> Iterator[tuple[Path, bool]]:
        """The file with the outcome and whether all is well; gone afterwards, with what it was made from."""
        well = self._well.exists()
        yield (self._well if well else self._faulty), well
        for file in (self._taken, self._well, self._faulty):
            file.unlink(missing_ok=True)


def to_do(folder: Path) -> list[Chunk]:
    """What nobody has taken yet, first come first served."""
    return sorted((Chunk(folder, int(path.stem)) for path in folder.glob("*.to-do")), key=lambda chunk: chunk.number)


def do(chunk: Chunk, work: str, options: Options | None = None) -> None:
    """What a worker does. Who asked may have stopped waiting meanwhile; then there's no folder any more."""
    known = work_named(work, options)  # asked first: what is taken has to be done
    with suppress(FileNotFoundError):
        if chunk.take():
            chunk.do(known)


@contextmanager
def folder_of_chunks(parent: Path) -> Iterator[Path]:
    """A fresh private folder inside `parent`, gone at the end. It's locked for as long as its owner lives."""
    remove_left_behind(parent)
    folder = parent / secrets.token_hex(16)
    folder.mkdir(mode=0o700)
    try:
        with (folder / LOCK).open("xb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        _take_away(folder)


def _take_away(folder: Path) -> None:
    """Under another name first: a worker that is still busy finds no folder to write in, so it can be emptied."""
    gone = folder.with_name(secrets.token_hex(16))
    with suppress(FileNotFoundError):
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def folder_named(parent: Path, name: str) -> Path:
    """The folder that a message speaks of; ValueError for a name that can't be one of ours."""
    if not FOLDER_NAME.fullmatch(name):
        raise ValueError("geen map van een batch")
    return parent / name


def remove_left_behind(parent: Path) -> None:
    """What a run left that was killed."""
    for folder in parent.iterdir():
        if FOLDER_NAME.fullmatch(folder.name) and not (_is_new(folder) or _has_an_owner(folder)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_new(folder: Path) -> bool:
    return folder.stat().st_mtime > time.time() - NOT_YET_LOCKED


def _has_an_owner(folder: Path) -> bool:
    try:
        with (folder / LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
