"""The environment, read with a clear sentence when a value is wrong."""

import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value; without a default it must be there and hold something."""
    value = os.environ.get(name, default)
    if value is None or (default is None and not value.strip()):
        raise ImproperlyConfigured(f"Zet {name} in de omgeving. Zie docs/beheer.md voor wat erin hoort.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"{name} is '{value}'; gebruik 1 of 0.")
    return value in {"1", "true"}


def words(name: str, default: str | None = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int, *, least: int = 0) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is '{value}'; gebruik een heel getal, minstens {least}.")
    return int(value)


def site(name: str, default: str | None = None) -> str:
    """The address of a site, without a slash at the end, so that a path can follow."""
    value = text(name, default).strip().rstrip("/")
    if not re.fullmatch(r"https?://[^/\s]+", value):
        raise ImproperlyConfigured(f"{name} is '{value}'; gebruik een adres als https://portaal.example.")
    return value


def as_make_run_left_it() -> None:
    """Where `make run` has been and nothing says that this is a server, go on with its database and its secret.

    A server without its environment is still refused: there it would answer without the values that were released.
    """
    var = Path(__file__).resolve().parent.parent / "var"
    of_a_server = {"EMBEDDED", "DEBUG", "SECRET_KEY", "DATABASE_URL", "DATA_DIR"}
    if not of_a_server & os.environ.keys() and (var / "secret" / "key").exists():
        os.environ["EMBEDDED"] = "1"
