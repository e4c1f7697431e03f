"""Half-days of a week: a set of them is ten bits, Monday morning first."""

from collections.abc import Iterable

HALVES = ("mao", "mam", "dio", "dim", "woo", "wom", "doo", "dom", "vro", "vrm")
DAYS = ("ma", "di", "wo", "do", "vr")
BIT = {half: 1 << number for number, half in enumerate(HALVES)}
WEEK = (1 << len(HALVES)) - 1
DAY = tuple(3 << 2 * number for number in range(len(DAYS)))
MORNINGS = sum(1 << 2 * number for number in range(len(DAYS)))
HOURS = 4
"""Of a half-day."""


def mask(halves: Iterable[str]) -> int:
    bits = 0
    for half in halves:
        bits |= BIT[half]
    return bits


def names(bits: int) -> list[str]:
    return [half for half in HALVES if bits & BIT[half]]


def bits_of(bits: int) -> list[int]:
    return [BIT[half] for half in HALVES if bits & BIT[half]]


def count(bits: int) -> int:
    return bits.bit_count()


def day_of(bit: int) -> int:
    """The number of the day of one half-day."""
    return (bit.bit_length() - 1) // 2


def subsets(units: list[int]) -> list[int]:
    """All unions of one or more of these."""
    unions = [0]
    for unit in units:
        unions += [union | unit for union in unions]
    return [union for union in unions if union]
