"""Faults in what a file says: what is missing or impossible. With one of these nothing is released."""

import itertools
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from calculator.engine.household import PensionKind
from calculator.engine.values import WrongValues
from calculator.releases import document, shape
from calculator.releases.document import Block, Path, named
from calculator.releases.faults import Fault
from calculator.releases.kinds import PAY_TABLES
from calculator.rules.huurtoeslag_waarden import TYPES

FIRST_YEAR, LAST_YEAR = 2015, 2099
CARE = ("dagopvang", "bso", "gastouder")
NAMES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "maximale_uurprijs": (CARE, CARE),
    "uren_per_gewerkt_uur": (CARE, CARE),
    "parabool": (("een", "meer"), TYPES),
    "rechte_lijn": (("een", "meer"), TYPES),
}
"""Values with names inside: those that must be there, and all that may."""
RISING: dict[str, tuple[tuple[str, ...], ...]] = {
    "algemene_heffingskorting": (("afbouw_vanaf", "nihil_boven"),),
    "arbeidskorting": (
        ("tweede_opbouw_vanaf", "derde_opbouw_vanaf", "afbouw_vanaf", "nihil_boven"),
        ("onder_aow.eerste_maximum", "onder_aow.tweede_maximum"),
        ("aow.eerste_maximum", "aow.tweede_maximum"),
    ),
    "ouderenkorting": (("afbouw_vanaf", "nihil_boven"),),
    "zorgtoeslag": (
        ("normpremie_alleen", "normpremie_samen"),
        ("vermogensgrens_alleen", "vermogensgrens_samen"),
        ("minimum_jaar", "standaardpremie"),
    ),
    "huurtoeslag": (
        ("kwaliteitskortingsgrens", "aftoppingsgrens_laag", "aftoppingsgrens_hoog", "maximale_huur"),
        ("vermogensgrens_alleen", "vermogensgrens_samen"),
    ),
    "kindgebonden_budget": (
        ("drempel_alleen", "drempel_samen"),
        ("vermogensgrens_alleen", "vermogensgrens_samen"),
    ),
    "kinderbijslag": (("tot_en_met_5", "van_6_tot_en_met_11", "van_12_tot_en_met_17"),),
    "pensioen_abp": (("franchise", "maximum"),),
    "pensioen_pfzw": (("franchise", "maximum"),),
    "aow_leeftijd": (("geboren_vanaf", "geboren_tot_en_met"),),
}
"""Values that never fall from left to right."""
ABOVE_ZERO = {"voltijd_uren", "maanden", "maximum_uren", "stap_jaarloon"}
"""What is divided by, or makes no sense as nothing."""
MOST_DECIMALS_OF_A_FACTOR = 6


def faults_in(blocks: Sequence[Block]) -> list[Fault]:
    """Of each block, of what is the wrong shape only that: the rest couldn't be looked at."""
    faults: list[Fault] = []
    for block in blocks:
        faults += list(_of_shape(block)) or [*_of_period(block), *_of_values(block)]
    return faults or list(_together(blocks))


def _of_shape(block: Block) -> Iterator[Fault]:
    for path, text in shape.problems(block.rule.cls, block.values):
        yield Fault(block.place(path), text)
    if not block.values.get("bron"):
        yield Fault(block.place(("bron",)), "Zeg waar deze waarden vandaan komen.")
    if block.values.get("tabel"):
        text = "Noem hier geen bestand. Zet de tabel zelf erbij, als “regels”."
        yield Fault(block.place(("tabel",)), text)


def _of_period(block: Block) -> Iterator[Fault]:
    first, last = block.values["vanaf"], block.values["tot_en_met"]
    if first > last:
        yield Fault(block.called, "Deze periode eindigt voor hij begint.")
    elif first.year < FIRST_YEAR or last.year > LAST_YEAR:
        yield Fault(block.called, f"Een periode ligt tussen {FIRST_YEAR} en {LAST_YEAR}.")
    elif block.rule.by_month:
        if first.day != 1 or (last + timedelta(days=1)).day != 1:
            yield Fault(block.called, "Een periode begint op de eerste en eindigt op de laatste dag van een maand.")
    elif (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        yield Fault(block.called, "Deze waarden gelden per kalenderjaar: van 1 januari tot en met 31 december.")


def _of_values(block: Block) -> Iterator[Fault]:
    values = dict(shape.leaves(block.values))
    yield from _names(block)
    yield from _rising(block, values)
    for path, value in values.items():
        if path[-1] in ABOVE_ZERO and value == 0:
            yield Fault(block.place(path), "Dit kan geen 0 zijn.")
    if block.values.get("fonds", "none") not in list(PensionKind):
        yield Fault(block.place(("fonds",)), "Kies uit abp, pfzw of none.")
    if block.values.get("factor_cijfers", 0) > MOST_DECIMALS_OF_A_FACTOR:
        yield Fault(block.place(("factor_cijfers",)), f"Hooguit {MOST_DECIMALS_OF_A_FACTOR} cijfers.")
    if block.rule.name in PAY_TABLES:
        yield from _scales(block)
    yield from _series(block)
    try:
        document.waarden(block.rule.name, [block.values])
    except (WrongValues, ValueError, ArithmeticError) as fault:
        yield Fault(block.called, f"{fault}.")


def _names(block: Block) -> Iterator[Fault]:
    for value, (required, allowed) in NAMES.items():
        given = block.values.get(value)
        if given is None:
            continue
        for name in sorted(set(required) - set(given)):
            yield Fault(block.place((value, name)), "Deze waarde ontbreekt.")
        for name in sorted(set(given) - set(allowed)):
            yield Fault(block.place((value, name)), f"Deze naam kennen we niet. Wel: {', '.join(allowed)}.")


def _rising(block: Block, values: dict[Path, Any]) -> Iterator[Fault]:
    by_name = {named(path): (path, value) for path, value in values.items()}
    for names in RISING.get(block.rule.name, ()):
        for lower, higher in itertools.pairwise(names):
            if lower in by_name and higher in by_name and by_name[lower][1] > by_name[higher][1]:
                yield Fault(block.place(by_name[higher][0]), f"Dit is lager dan {lower}. Dat kan niet.")


def _series(block: Block) -> Iterator[Fault]:
    """Lists of brackets and rows: each begins above the one before."""
    if block.rule.name == "schijven":
        for group in ("onder_aow", "aow", "aow_geboren_voor_1946"):
            ends = [bracket.get("tot") for bracket in block.values[group]]
            if None in ends[:-1] or ends[-1:] != [None]:
                yield Fault(block.place((group,)), "Alleen de laatste schijf heeft geen “tot”.")
            else:
                yield from _climbs(block, group, "tot", ends[:-1])
    for name, rule, first in (("rijen", "bijzondere_beloningen", "vanaf"), ("forfait", "eigen_woning", "boven")):
        if block.rule.name == rule:
            starts = [row[first] for row in block.values[name]]
            if not starts or starts[0] != 0:
                yield Fault(block.place((name,)), "De eerste regel begint bij 0.")
            yield from _climbs(block, name, first, starts)


def _climbs(block: Block, name: str, inside: str, values: Sequence[Any]) -> Iterator[Fault]:
    for place, (before, after) in enumerate(itertools.pairwise(values), 1):
        if after <= before:
            yield Fault(block.place((name, place, inside)), f"Dit is niet hoger dan de regel ervoor ({before}).")


def _scales(block: Block) -> Iterator[Fault]:
    scales = block.values["schalen"]
    if not scales:
        yield Fault(block.place(("schalen",)), "Er staat geen enkele schaal in.")
    for scale, amounts in scales.items():
        if not amounts:
            yield Fault(block.place(("schalen", scale)), "Deze schaal heeft geen treden.")
        for step, amount in enumerate(amounts):
            if amount == 0:
                yield Fault(block.place(("schalen", scale, step)), "Een salaris kan geen 0 zijn.")
    for name in ("eerste_trede", "bevestigde_treden"):
        for scale in sorted(set(block.values.get(name, {})) - set(scales)):
            yield Fault(block.place((name, scale)), f"Schaal {scale} staat niet in deze tabel.")


def odd_in(block: Block) -> Iterator[Fault]:
    """What can be right, but seldom is."""
    for scale, amounts in block.values.get("schalen", {}).items():
        for step, (before, after) in enumerate(itertools.pairwise(amounts), 1):
            if after <= before:
                text = f"Dit bedrag ({after}) is niet hoger dan dat van de trede ervoor ({before})."
                yield Fault(block.place(("schalen", scale, step)), text)


def _together(blocks: Sequence[Block]) -> Iterator[Fault]:
    """No day twice in one file."""
    for one, other in itertools.combinations(blocks, 2):
        if one.rule is other.rule and _overlap(one.values, other.values):
            yield Fault(other.called, f"Deze periode overlapt met die van {one.called}.")


def _overlap(one: dict[str, date], other: dict[str, date]) -> bool:
    return one["vanaf"] <= other["tot_en_met"] and other["vanaf"] <= one["tot_en_met"]
