"""Whole numbers in what a browser sent."""

MOST_DIGITS = 18
"""More don't fit a column of any database of ours."""


def number_in(text: str) -> int:
    """The number that stands there; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0
