"""The programs of others that do the work: age, and those of PostgreSQL."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from portal.backup import BackupFailed


def run(command: Sequence[str], *, environment: dict[str, str] | None = None) -> str:
    """What it printed; raises BackupFailed with the first thing it complained of."""
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # nosec B603 # noqa: S603 (our own commands)
    except FileNotFoundError as fault:
        raise BackupFailed(_missing(command)) from fault
    if done.returncode:
        raise BackupFailed(_complaint(command, done.returncode, done.stderr))
    return done.stdout


def _missing(command: Sequence[str]) -> str:
    return f"Het programma {command[0]} is er niet. Op Debian: apt install age postgresql-client."


def _complaint(command: Sequence[str], code: int, said: str) -> str:
    # The first line only: what follows may repeat a row.
    first = next((line for line in said.splitlines() if line.strip()), "zonder uitleg")
    return f"{command[0]} stopte met code {code}: {first.strip()}"


class Pipe:
    """A program that reads what we write, or writes what we read, while it runs."""

    def __init__(self, command: Sequence[str], *, source: IO[bytes] | None = None, target: IO[bytes] | None = None):
        self.command = command
        try:
            self.process = subprocess.Popen(  # nosec B603 # noqa: S603 (our own commands)
                command,
                stdin=source or subprocess.PIPE,
                stdout=target or subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except FileNotFoundError as fault:
            raise BackupFailed(_missing(command)) from fault

    def finish(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        said = self.process.stderr.read().decode(errors="replace")
        self.process.stderr.close()
        if self.process.wait():
            raise BackupFailed(_complaint(self.command, self.process.returncode, said))

    def abandon(self) -> None:
        self.process.kill()
        self.process.communicate()


def new_key() -> tuple[str, str]:
    """(secret, public) of a fresh key."""
    lines = run(["age-keygen"]).splitlines()
    public = next(line.split(": ")[1] for line in lines if line.startswith("# public key: "))
    return next(line for line in lines if line.startswith("AGE-SECRET-KEY-")), public


def encrypting(keys: Sequence[str], target: IO[bytes]) -> Pipe:
    return Pipe(["age", *(word for key in keys for word in ("--recipient", key))], target=target)


def decrypting(key_file: Path, source: IO[bytes]) -> Pipe:
    return Pipe(["age", "--decrypt", "--identity", str(key_file)], source=source)
