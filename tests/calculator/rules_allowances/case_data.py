"""The worked cases of `cases.toml`, as parameters for one test over all of a kind."""

import tomllib
from pathlib import Path

import pytest

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))


def cases(kind):
    return [pytest.param(case, id=f"{case['jaar']}-{number}") for number, case in enumerate(CASES[kind], 1)]
