"""The last known values carried forward into years that have none yet, when someone asks for that.

A set of values of its own: the last block of a rule, whole, on the days after it, up to the last year that can be
computed at all. Nothing is mixed, and what was never known isn't made up. Tax, kindgebonden budget and
kinderopvangtoeslag have a plan of their own; the jonggehandicaptenkorting isn't carried.
"""

import contextlib
import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from calculator.engine.in_use import Layers, ValueSet, current, remembered, using
from calculator.engine.values import InForce, Waarden, Zekerheid
from calculator.household.years import SUPPORTED
from calculator.rules import (
    eigen_woning,
    huurtoeslag,
    kinderbijslag,
    paww,
    pensioenpremie,
    reiskosten,
    reiskosten_cao_po,
    studieschuld,
    uitkeringen,
    winst,
    zorgtoeslag,
)
from calculator.rules.cao import KNOWN


def carried_rules() -> tuple[InForce[Any], ...]:
    return (
        *(rule for cao in KNOWN.values() for rule in (cao.tables, cao.terms)),
        *pensioenpremie.IN_FORCE.values(),
        paww.IN_FORCE,
        eigen_woning.IN_FORCE,
        zorgtoeslag.IN_FORCE,
        huurtoeslag.IN_FORCE,
        kinderbijslag.IN_FORCE,
        reiskosten.IN_FORCE,
        reiskosten_cao_po.IN_FORCE,
        studieschuld.IN_FORCE,
        winst.MKB,
        winst.ZVW,
        uitkeringen.ANW,
    )


@contextlib.contextmanager
def last_known(asked: bool, *, from_year: int | None = None) -> Iterator[None]:
    """Compute with the last known values, if asked. `from_year`: what is carried holds from there on, so that a year is
    laid beside the next with the same block in both."""
    values = current()
    is_there = isinstance(values, LastKnown) and from_year in (None, values.from_year)
    if not asked or is_there:
        yield
        return
    with using(values.below if isinstance(values, LastKnown) else values):
        carried = _carried(from_year)
    with using(carried):
        yield


class LastKnown(ValueSet):
    """Follows from the set `below` it alone, so that it bears the same version."""

    def __init__(self, layers: Layers, *, below: ValueSet, from_year: int | None):
        super().__init__(layers, version=below.version)
        self.below, self.from_year = below, from_year


@remembered
def _carried(from_year: int | None) -> LastKnown:
    below = current()
    last_day = date(SUPPORTED[-1], 12, 31)
    layers = dict(below.layers)
    for rule in carried_rules():
        if rule.periods and (last := rule.periods[-1]).tot_en_met < last_day:
            first = last.tot_en_met + timedelta(days=1)
            if from_year is not None and first.year > from_year:
                first = max(date(from_year, 1, 1), _first_day(rule))
            layers[rule.rule] = (*layers.get(rule.rule, ()), (_carried_block(last, first, last_day),))
    return LastKnown(layers, below=below, from_year=from_year)


def _first_day(rule: InForce[Any]) -> date:
    day: date = rule.periods[0].vanaf
    return day


def _carried_block(last: Waarden, first: date, last_day: date) -> Waarden:
    return dataclasses.replace(
        last, vanaf=first, tot_en_met=last_day, zekerheid=Zekerheid.LAATST_BEKEND, zekerheid_van={}
    )


def from_year(rule: InForce[Any], year: int) -> int | None:
    """The year whose values stand in, where they were carried; None where the year has its own."""
    values = rule.found_on(date(year, 12, 31))
    if values is None or values.zekerheid is not Zekerheid.LAATST_BEKEND:
        return None
    own = [period for period in rule.base if period.tot_en_met < date(year, 1, 1)]
    return own[-1].tot_en_met.year if own else year - 1
