"""Figures of the field, with what was read of their source. They are proposals: someone of HPP lays each beside its
source before a second one releases it."""

from decimal import Decimal
from typing import Any

from bootcamp.benchmarks.models import Benchmark

Level, Seen, Certainty = Benchmark.Level, Benchmark.Seen, Benchmark.Certainty
BROCHURE = "brochure van HPP, februari 2022"
DEELTIJDWERK = "Arbeidsmarktplatform PO, Deeltijdwerk nader bekeken"
PO_RAAD = (
    "https://www.poraad.nl/werkgeverschap/personeelstekort/"
    "verhoging-deeltijdfactor-is-geen-haalbare-oplossing-lerarentekort"
)
CENTERDATA = "https://www.centerdata.nl/actueel/personeelstekorten-in-het-primair-onderwijs"
KIND_EN_CO = (
    "https://www.kinderopvang-werkt.nl/werkgevers/resultaten-proeftuin-verhogen-deeltijdfactor-kinderopvang-positief"
)
RESEARCHNED = "https://www.voion.nl/publicaties/meer-uren-werken-in-het-onderwijs-na-financiele-prikkels/"
AVS = "https://avs.nl/actueel/nieuws/meeruren-bonus-aantrekkelijk-bij-financiele-prikkel/"
GOLDSCHMEDING = (
    "https://goldschmeding.foundation/online-tool-werkurenberekenaar-is-nieuwe-stap-in-openbreken-deeltijdklem/"
)
ARBEIDSMARKT = (
    "https://arbeidsmarktplatformpo.nl/analyse/indicatoren-lerarentekort/behoud-van-leraren/"
    "behoud-van-leraren-ontwikkeling-aanstellingsomvang-en-motieven-voor-voltijd-deeltijd-werk"
)


def _figure(name: str, text: str, value: str, unit: str, population: str, **more: Any) -> dict[str, Any]:
    standard = {
        "sector": "po",
        "level": Level.NATIONAL,
        "fieldwork_year": "",
        "published_year": None,
        "n": None,
        "source": "",
        "seen": Seen.BEGIN,
        "certainty": Certainty.SINGLE,
    }
    figure = {"name": name, "text": text, "value": Decimal(value), "unit": unit, "population": population}
    return {**standard, **figure, **more}


def _survey_2019(name: str, text: str, value: str, source: str = PO_RAAD) -> dict[str, Any]:
    about = {"fieldwork_year": "2019", "n": 896, "whose": DEELTIJDWERK, "certainty": Certainty.LIKELY, "source": source}
    return _figure(name, text, value, "procent", "leraren in het basisonderwijs", **about)


def _one_board(name: str, text: str, value: str, n: int) -> dict[str, Any]:
    about = {"level": Level.BOARD, "n": n, "whose": f"Lucas Onderwijs, {BROCHURE}", "published_year": 2022}
    return _figure(name, text, value, "procent", "leerkrachten van één bestuur", seen=Seen.WHOLE, **about)


def _experiment_2023(name: str, text: str, value: str) -> dict[str, Any]:
    about = {"fieldwork_year": "2023", "n": 11000, "whose": "ResearchNed, gekozen op papier", "source": AVS}
    return _figure(name, text, value, "procent", "parttimers in po, vo en mbo", level=Level.EXPERIMENT, **about)


KNOWN = [
    _experiment_2023(
        "bereid_150",
        "10 procent van de parttimers zei waarschijnlijk een dag meer te gaan werken bij € 150 netto per maand.",
        "10",
    ),
    _experiment_2023(
        "bereid_400",
        "40 procent van de parttimers zei waarschijnlijk een dag meer te gaan werken bij € 400 netto per maand.",
        "40",
    ),
    _figure(
        "vuistregel",
        "Van de mensen met wie je echt praat, gaat 15 procent meer werken.",
        "15",
        "procent",
        "leerkrachten die actief meedoen",
        level=Level.RULE,
        whose=f"vuistregel van HPP, {BROCHURE}",
        published_year=2022,
        seen=Seen.WHOLE,
    ),
    _figure(
        "eerste_proef",
        "In de eerste proef gingen 13 van de 52 parttimers meer werken.",
        "25",
        "procent",
        "parttimers op vier scholen",
        level=Level.SCHOOLS,
        fieldwork_year="2021-2022",
        n=52,
        whose=f"Lucas Onderwijs, {BROCHURE}",
        seen=Seen.WHOLE,
    ),
    _figure(
        "minder_willen",
        "Ongeveer twee keer zo veel leraren willen minder uren werken als meer uren.",
        "2",
        "keer",
        "leraren in po, vo en mbo",
        level=Level.EXPERIMENT,
        fieldwork_year="2023",
        n=11000,
        whose="ResearchNed",
        source=RESEARCHNED,
    ),
    _survey_2019("wil_meer", "15 procent staat (enigszins) positief tegenover meer uren.", "15"),
    _survey_2019("wil_minder", "30 procent wil in de toekomst minder uren werken.", "30"),
    _survey_2019("wil_zeker_niet_meer", "Ruim 55 procent wil zeker niet meer uren werken.", "55"),
    _survey_2019("voorwaarde_geld", "37 procent noemt als voorwaarde: er financieel op vooruitgaan.", "37"),
    _survey_2019("voorwaarde_taken", "19 procent noemt als voorwaarde: interessante taken.", "19"),
    _survey_2019("voorwaarde_tijden", "19 procent noemt als voorwaarde: uren die passen bij thuis.", "19"),
    _one_board("wat_het_oplevert", "40 procent weet wat meer werken oplevert.", "40", 128),
    _one_board("nooit_gehoord", "52 procent hoorde op het werk nooit iets over meer uren.", "52", 128),
    _one_board("niet_gevraagd", "74 procent van de parttimers kreeg vorig jaar de vraag niet.", "74", 102),
    _one_board("staat_open", "42 procent staat zeker of misschien open voor meer uren.", "42", 129),
    _figure(
        "tekort_2021",
        "Op 1 oktober 2021 was er een tekort van 9.100 fte aan leraren.",
        "9100",
        "fte",
        "leraren in het primair onderwijs",
        fieldwork_year="2021",
        whose="Centerdata",
        source=CENTERDATA,
    ),
    _figure(
        "tekort",
        "Op 1 oktober 2022 was er een tekort van 9.700 fte aan leraren.",
        "9700",
        "fte",
        "leraren in het primair onderwijs",
        fieldwork_year="2022",
        whose="Centerdata",
        source=CENTERDATA,
    ),
    _figure(
        "tekort_2025",
        "In mei 2025 was het tekort 7.700 fte.",
        "7700",
        "fte",
        "leraren in het primair onderwijs",
        fieldwork_year="2025",
        whose="ANP, mei 2025",
        seen=Seen.SECONDHAND,
    ),
    _figure(
        "dag_meer_2025",
        "25 procent wil een dag meer werken.",
        "25",
        "procent",
        "parttimers in het onderwijs",
        fieldwork_year="2025",
        whose="ANP, 2025",
        seen=Seen.SECONDHAND,
    ),
    _figure(
        "baangrootte_2020",
        "Een baan in het basisonderwijs was gemiddeld 0,71 fte.",
        "0.71",
        "fte",
        "leraren in het basisonderwijs",
        fieldwork_year="2020",
        whose="Arbeidsmarktplatform PO",
        source=ARBEIDSMARKT,
    ),
    _figure(
        "verzuim_2020",
        "In het basisonderwijs was het ziekteverzuim 5,7 procent.",
        "5.7",
        "procent",
        "personeel in het basisonderwijs",
        fieldwork_year="2020",
        whose="DUO",
        seen=Seen.SECONDHAND,
    ),
    _figure(
        "proef_kinderopvang",
        "In een proef in de kinderopvang breidden 17 van de 89 mensen hun uren uit, met gemiddeld 5,4 uur.",
        "19",
        "procent",
        "medewerkers van één organisatie",
        sector="kinderopvang",
        level=Level.BOARD,
        fieldwork_year="2023",
        n=89,
        whose="Kind & Co Ludens",
        source=KIND_EN_CO,
    ),
    _figure(
        "zorg_wil_meer",
        "Bijna 1 op de 4 mensen in de zorg wil een groter contract, gemiddeld 6 uur meer.",
        "24",
        "procent",
        "medewerkers in de zorg",
        sector="zorg",
        fieldwork_year="2021",
        whose="HPP",
        source=GOLDSCHMEDING,
    ),
]
