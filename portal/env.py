"""The environment, read with a clear sentence when a value is wrong."""

import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Zet {name} in de omgeving. Zie docs/beheer.md voor wat erin hoort.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"{name} is '{value}'; gebruik 1 of 0.")
    return value in {"1", "true"}


def words(name: str, default: str | None = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is '{value}'; gebruik een heel getal.")
    return int(value)
