"""The parameter files as plain fractions."""

import csv
import functools
import tomllib
from datetime import date
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

FILES = Path(__file__).parents[3] / "calculator" / "parameters"


@functools.cache
def blocks(rule):
    with (FILES / f"{rule}.toml").open("rb") as file:
        return [_exact(block) for block in tomllib.load(file, parse_float=Fraction)["waarden"]]


def _exact(value):
    if isinstance(value, bool) or not isinstance(value, int | dict | list):
        return value
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, dict):
        return {key: _exact(inner) for key, inner in value.items()}
    return [_exact(inner) for inner in value]


def on(rule, day):
    """None where that day has no values."""
    return next((block for block in blocks(rule) if block["vanaf"] <= day <= block["tot_en_met"]), None)


def in_year(rule, year):
    return on(rule, date(year, 1, 1))


@functools.cache
def table(name):
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def half_up(amount, step=Fraction(1, 100)):
    return floor(Fraction(amount) / step + Fraction(1, 2)) * step


def cents_down(amount):
    return Fraction(floor(amount * 100), 100)


def exact(number):
    return Fraction(str(number))


__all__ = ["blocks", "ceil", "cents_down", "exact", "floor", "half_up", "in_year", "on", "table"]
