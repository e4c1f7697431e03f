"""The file of a back-up: a tar with what it holds on top, the database and the files, encrypted by age."""

import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from portal.backup import BackupFailed, programs

CONTENTS, DATABASE, MEDIA = "inhoud.json", "database.dump", "media"
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Contents:
    made_at: str
    rows: dict[str, list[str]]
    files: dict[str, str]
    """The path of each file with the hash of what is in it."""


def link_new_files(source: Path, target: Path) -> None:
    """Take in what isn't there yet, by a second name for the same bytes: a file is added or removed, never changed."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder, _, names in os.walk(source):
        (target / Path(folder).relative_to(source)).mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in names:
            file = Path(folder, name)
            # There already, or removed while we looked.
            with suppress(FileExistsError, FileNotFoundError):
                _link(file, target / file.relative_to(source))


def _link(file: Path, copy: Path) -> None:
    try:
        os.link(file, copy)
    except OSError as fault:
        if isinstance(fault, FileExistsError | FileNotFoundError):
            raise
        shutil.copy2(file, copy)  # another disk


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _hash(path.open("rb")) for path in files}


def _hash(stream: IO[bytes]) -> str:
    with stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write(file: Path, *, contents: Contents, dump: Path, media: Path, keys: Sequence[str]) -> None:
    """Whole or not at all: it gets its name when everything is on the disk."""
    half = file.with_suffix(".half")
    try:
        with half.open("xb") as target:
            os.fchmod(target.fileno(), 0o600)
            pipe = programs.encrypting(keys, target)
            try:
                _fill(pipe.process.stdin, contents, dump, media)
            except BrokenPipeError:
                pass  # age stopped; why comes below
            except BaseException:
                pipe.abandon()
                raise
            _finish(pipe)
            os.fsync(target.fileno())
        half.rename(file)
    finally:
        half.unlink(missing_ok=True)


def _finish(pipe: programs.Pipe) -> None:
    with suppress(BrokenPipeError):
        pipe.process.stdin.close()
    pipe.finish()


def _fill(stream: IO[bytes], contents: Contents, dump: Path, media: Path) -> None:
    with tarfile.open(fileobj=stream, mode="w|") as tar:
        text = json.dumps(asdict(contents)).encode()
        top = tarfile.TarInfo(CONTENTS)
        top.size = len(text)
        tar.addfile(top, BytesIO(text))
        tar.add(dump, DATABASE)
        for name in contents.files:
            tar.add(media / name, f"{MEDIA}/{name}", recursive=False)


def unpack(file: Path, folder: Path, *, key_file: Path) -> Contents:
    """Open it into a folder and make sure that every file in it is what the contents say."""
    folder.mkdir(exist_ok=True, mode=0o700)
    with file.open("rb") as source:
        pipe = programs.decrypting(key_file, source)
        try:
            with tarfile.open(fileobj=pipe.process.stdout, mode="r|") as tar:
                for member in tar:
                    _take_out(tar, member, folder)
            while pipe.process.stdout.read(PIECE):
                pass
        except tarfile.TarError as fault:
            pipe.finish()  # says it better, when age was what stopped
            raise _not_ours(file) from fault
        except BaseException:
            pipe.abandon()
            raise
        pipe.finish()
    try:
        contents = Contents(**json.loads((folder / CONTENTS).read_text()))
    except (OSError, ValueError, TypeError) as fault:
        raise _not_ours(file) from fault
    (folder / MEDIA).mkdir(exist_ok=True, mode=0o700)
    unpacked = hashes(folder / MEDIA)
    wrong = {name for name in unpacked.keys() | contents.files.keys() if unpacked.get(name) != contents.files.get(name)}
    if wrong:
        raise BackupFailed(f"{len(wrong)} bestanden in {file.name} zijn niet wat de inhoudsopgave zegt.")
    return contents


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """Files only, and only where they belong: whoever has the public key can make a file that we can open."""
    path = PurePosixPath(member.name)
    ours = member.name in (CONTENTS, DATABASE) or (path.parts[0] == MEDIA and len(path.parts) > 1)
    if not member.isreg() or ".." in path.parts or not ours:
        raise tarfile.TarError(member.name)
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tar.extractfile(member) as source, target.open("xb") as copy:
        os.fchmod(copy.fileno(), 0o600)
        shutil.copyfileobj(source, copy, PIECE)


def _not_ours(file: Path) -> BackupFailed:
    return BackupFailed(f"{file.name} is geen back-up van het portaal, of hij is beschadigd.")
