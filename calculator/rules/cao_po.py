"""Cao primair onderwijs: teachers' scales LB to LE, and support staff in 2021. See `cao` for how it works."""

from calculator.rules.cao import CAOS, CaoWaarden, NoSuchScale, NoSuchStep, TabelWaarden

__all__ = ["IN_FORCE", "TABLES", "CaoWaarden", "NoSuchScale", "NoSuchStep", "TabelWaarden", "scales"]

PO = CAOS["po"]
TABLES, IN_FORCE = PO.tables, PO.terms


def scales(year: int) -> dict[str, int]:
    """The scales that the whole year has a table for, with their highest step."""
    return {scale: steps[-1] for scale, steps in PO.scales(year).items()}
