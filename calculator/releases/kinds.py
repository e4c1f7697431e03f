"""All rules that values can be released for, and what a file may hold."""

from dataclasses import dataclass
from typing import Any

from calculator.engine.household import PensionKind
from calculator.engine.values import InForce, Waarden
from calculator.household import parts
from calculator.rules import (
    algemene_heffingskorting,
    aow_leeftijd,
    arbeidskorting,
    bijzondere_beloningen,
    box3,
    cao,
    combinatiekorting,
    economische_zelfstandigheid,
    eigen_woning,
    jonggehandicaptenkorting,
    kinderopvangtabel,
    loonheffing,
    minimumloon,
    ouderenkorting,
    paww,
    pensioenpremie,
    reiskosten_cao_po,
    schijven,
    uitbetaling_heffingskorting,
    uitkeringen,
    winst,
)


@dataclass(frozen=True)
class Rule:
    """`by_month`: values may change within a year, on the first of a month; others hold whole calendar years."""

    title: str
    cls: type[Waarden]
    in_force: InForce[Any]
    by_month: bool = False

    @property
    def name(self) -> str:
        return self.in_force.rule


def _of_cao(agreement: cao.Cao) -> tuple[Rule, Rule]:
    return (
        Rule(f"Salaristabel {agreement.called}", cao.TabelWaarden, agreement.tables, by_month=True),
        Rule(f"Afspraken naast het salaris, {agreement.called}", cao.CaoWaarden, agreement.terms),
    )


def _of_parts(sign: int) -> list[Rule]:
    """Of what comes in, or of what goes out."""
    return [
        Rule(part.title, type(part.in_force.base[0]), part.in_force, by_month=part.by_month)
        for part in parts.rows()
        if part.in_force is not None and part.sign == sign
    ]


FUNDS = pensioenpremie.IN_FORCE
ALL = (
    Rule("Schijven van box 1", schijven.SchijvenWaarden, schijven.IN_FORCE),
    Rule("Loonheffing", loonheffing.LoonheffingWaarden, loonheffing.IN_FORCE),
    Rule(
        "Tabel bijzondere beloningen",
        bijzondere_beloningen.BijzondereBeloningenWaarden,
        bijzondere_beloningen.IN_FORCE,
    ),
    Rule(
        "Algemene heffingskorting",
        algemene_heffingskorting.AlgemeneHeffingskortingWaarden,
        algemene_heffingskorting.IN_FORCE,
    ),
    Rule("Arbeidskorting", arbeidskorting.ArbeidskortingWaarden, arbeidskorting.IN_FORCE),
    Rule("Combinatiekorting", combinatiekorting.CombinatiekortingWaarden, combinatiekorting.IN_FORCE),
    Rule("Ouderenkorting", ouderenkorting.OuderenkortingWaarden, ouderenkorting.IN_FORCE),
    Rule(
        "Jonggehandicaptenkorting",
        jonggehandicaptenkorting.JonggehandicaptenkortingWaarden,
        jonggehandicaptenkorting.IN_FORCE,
    ),
    Rule(
        "Uitbetaling van heffingskortingen",
        uitbetaling_heffingskorting.UitbetalingWaarden,
        uitbetaling_heffingskorting.IN_FORCE,
    ),
    Rule("Eigen woning", eigen_woning.EigenWoningWaarden, eigen_woning.IN_FORCE),
    Rule("Vermogen in box 3", box3.Box3Waarden, box3.IN_FORCE),
    Rule("Ondernemersaftrek", winst.OndernemersaftrekWaarden, winst.AFTREK),
    Rule("Mkb-winstvrijstelling", winst.MkbWaarden, winst.MKB),
    Rule("Bijdrage Zvw over winst", winst.ZvwWaarden, winst.ZVW),
    Rule("Anw: vrij naast de uitkering", uitkeringen.AnwWaarden, uitkeringen.ANW),
    Rule("AOW-leeftijd", aow_leeftijd.AowLeeftijdWaarden, aow_leeftijd.IN_FORCE),
    *_of_parts(1),
    Rule("Minimumloon", minimumloon.MinimumloonWaarden, minimumloon.IN_FORCE, by_month=True),
    Rule("Pensioen ABP", pensioenpremie.PensioenWaarden, FUNDS[PensionKind.ABP]),
    Rule("Pensioen PFZW", pensioenpremie.PensioenWaarden, FUNDS[PensionKind.PFZW]),
    Rule("PAWW", paww.PawwWaarden, paww.IN_FORCE),
    *_of_parts(-1),
    Rule("Reiskosten cao PO", reiskosten_cao_po.ReiskostenCaoPoWaarden, reiskosten_cao_po.IN_FORCE),
    Rule(
        "Economisch zelfstandig",
        economische_zelfstandigheid.ZelfstandigheidWaarden,
        economische_zelfstandigheid.IN_FORCE,
    ),
    *(rule for agreement in cao.RECORDS for rule in _of_cao(agreement)),
)
RULES = {rule.name: rule for rule in ALL}
PAY_TABLES = tuple(rule.name for rule in ALL if rule.cls is cao.TabelWaarden)
CHILDCARE = kinderopvangtabel.IN_FORCE.rule
