"""The environment, read with a clear sentence when a value is wrong. Each name has a row in portal/environment.py."""

import os
import re
from email.utils import parseaddr
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from portal.environment import BY_NAME


def wrong(name: str, advice: str, value: str | None = None) -> ImproperlyConfigured:
    shown = f"'{value}'" if value is not None else "niet goed"
    return ImproperlyConfigured(f"{name} is {shown}; {advice}.")


def _value(name: str, default: str | None = None) -> str | None:
    if name not in BY_NAME:
        raise LookupError(f"{name} staat niet in portal/environment.py, en dus niet in docs/beheer.md.")
    return os.environ.get(name, default)


def text(name: str, default: str | None = None) -> str:
    """The value; without a default it must be there and hold something."""
    value = _value(name, default)
    if value is None or (default is None and not value.strip()):
        raise ImproperlyConfigured(f"Zet {name} in de omgeving. Zie docs/beheer.md voor wat erin hoort.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise wrong(name, "gebruik 1 of 0", value)
    return value in {"1", "true"}


def words(name: str, default: str | None = "", *, pattern: str = ".*", advice: str = "") -> list[str]:
    """What stands between commas; each whole word must fit the pattern."""
    whole_words = [word.strip() for word in text(name, default).split(",") if word.strip()]
    for word in whole_words:
        if not re.fullmatch(pattern, word):
            raise wrong(name, advice, word)
    return whole_words


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise wrong(name, f"gebruik een heel getal, minstens {least}", value)
    if int(value) > most:
        raise wrong(name, f"gebruik een heel getal, hooguit {most}", value)
    return int(value)


def choice(name: str, default: str, *, options: tuple[str, ...]) -> str:
    value = text(name, default).strip().upper()
    if value not in options:
        raise wrong(name, f"gebruik {', '.join(options[:-1])} of {options[-1]}", value)
    return value


def site(name: str, default: str | None = None) -> str:
    """The address of a site, without a slash at the end, so that a path can follow."""
    value = text(name, default).strip().rstrip("/")
    if not re.fullmatch(r"https?://[^/\s]+", value):
        raise wrong(name, "gebruik een adres als https://portaal.example", value)
    return value


def address(name: str, default: str | None = None) -> str:
    """An e-mail address, with or without a name in front of it."""
    value = text(name, default).strip()
    try:
        # One machine by itself sends to nobody, so its own name will do there.
        validate_email(re.sub("@localhost$", "@localhost.example", parseaddr(value)[1]))
    except ValidationError as fault:
        raise wrong(name, "gebruik een e-mailadres als portaal@school.example", value) from fault
    return value


def secret(name: str, default: str | None = None) -> str:
    """Never shown in a message, so that it doesn't end up in a log."""
    value = text(name, default)
    if len(value) < 50:
        raise wrong(name, f"gebruik minstens 50 willekeurige tekens, niet {len(value)}")
    return value


def service(name: str, default: str | None = None, *, schemes: tuple[str, ...], advice: str) -> str:
    """The address of a server; it may hold a password, so a message never shows it."""
    value = text(name, default).strip()
    if value and not re.fullmatch(rf"(?:{'|'.join(schemes)})://\S*", value):
        raise wrong(name, f"gebruik een adres als {advice}")
    return value


def database(name: str, default: str | None = None) -> str:
    advice = "postgres://naam:wachtwoord@server:5432/portaal"
    value = service(name, default, schemes=("postgres", "postgresql", "sqlite"), advice=advice)
    try:
        named = dj_database_url.parse(value)["NAME"]
    except ValueError as fault:
        raise wrong(name, f"gebruik een adres als {advice}") from fault
    if not named:
        raise wrong(name, f"er staat geen database achter de server; gebruik een adres als {advice}")
    return value


def folder(name: str, default: Path) -> Path:
    value = Path(text(name, str(default)))
    if value.exists() and not value.is_dir():
        raise wrong(name, "dat is geen map", str(value))
    return value


def as_make_run_left_it() -> None:
    """Where `make run` has been and nothing says that this is a server, go on with its database and its secret.

    A server without its environment is still refused: there it would answer without the values that were released.
    """
    var = Path(__file__).resolve().parent.parent / "var"
    of_a_server = {"EMBEDDED", "DEBUG", "SECRET_KEY", "DATABASE_URL", "DATA_DIR"}
    if not of_a_server & os.environ.keys() and (var / "secret" / "key").exists():
        os.environ["EMBEDDED"] = "1"
