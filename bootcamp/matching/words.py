"""Reasons in sentences: why it fits, why not yet, and the one thing that would help. Never a name, never a count."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bootcamp.matching import choices
from bootcamp.matching.solver import halves
from portal.text.dates import day_in_words
from portal.text.words import listed

ARRANGED = dict(choices.ARRANGED)
TERMS = {"permanent": "vast", "temporary": "tijdelijk"}


def kilometres(metres: int) -> str:
    """4,1 km; as the crow flies, about."""
    return f"{metres / 1000:.1f} km".replace(".", ",")


def group(name: str) -> str:
    return f"groep {name}" if name.isdigit() else name


def day(iso: str) -> str:
    return day_in_words(date.fromisoformat(iso))


def yes(reason: Sequence[Any]) -> str:
    name, value = reason
    if name == "halves":
        return {1: "Het dagdeel past", 2: "Beide dagdelen passen"}.get(value, f"Alle {value} dagdelen passen")
    if name == "prefer":
        return "Een dagdeel dat het liefst gewild is" if value == 1 else f"{value} dagdelen die het liefst gewild zijn"
    if name == "distance":
        return f"Hemelsbreed ongeveer {kilometres(value[0])}, binnen de {value[1]} km"
    return {
        "own_school": lambda: "Op de eigen school",
        "knows": lambda: f"Kent {group(value)}",
        "group": lambda: f"{group(value).capitalize()}, zoals gevraagd",
        "function": lambda: f"Als {value}, zoals gevraagd",
        "term": lambda: f"{TERMS[value].capitalize()}, zoals gevraagd",
        "begin": lambda: f"Begint niet voor {choices.clock(value)}",
        "from": lambda: f"Kan vanaf {day(value)}",
        "requires": lambda: f"De school regelt {ARRANGED.get(value, value)}",
    }[name]()


WHY_WISH = {
    "no_need_in_scope": "Op de scholen waar deze wens voor geldt, is geen plek open.",
    "function": "Er is geen plek in deze functie.",
    "group": "De open plekken zijn in een andere groep.",
    "distance": "De open plekken zijn verder weg dan gevraagd.",
    "postcode": "Van een school kennen we de postcode niet. Daardoor weten we niet hoe ver het is.",
    "term": "De open plekken zijn tijdelijk waar vast is gevraagd, of andersom.",
    "from": "De open plekken beginnen eerder dan gevraagd.",
    "requires": "Geen school met een open plek kan regelen wat gevraagd is.",
    "busy": "De open plekken vallen op dagdelen waarop al gewerkt wordt.",
    "halves": "Op de gekozen dagdelen is geen plek open.",
    "begin": "De scholen beginnen eerder dan gevraagd.",
    "two_schools": "De plek is op een andere school, op een dag dat er al gewerkt wordt.",
    "block": "De open plek is één baan, en groter dan deze wens.",
    "day_cut": "De open plek is een hele dag, en die wordt niet verdeeld.",
    "forbidden": "Voor deze plek is gekozen dat het niet doorgaat.",
    "taken": "Wat past, is al vergeven.",
    "min": "Er past wel iets, maar minder dan gevraagd.",
    "must": "Er past wel iets, maar niet op alle gekozen dagdelen samen.",
    "places": "Er past wel iets, maar dan op meer plekken tegelijk.",
    "two": "Er past wel iets, maar dan op twee scholen op één dag.",
    "nobody_takes_over": "Er is een plek, maar niemand neemt het eigen dagdeel over.",
    "faces_or_day": "Er is nog iets open, maar dat past niet samen met wat er al is.",
    "combination": "Meer voorwaarden samen passen niet. Geen ervan is het alleen.",
}
WHY_NEED = {
    **{name: text for name, text in WHY_WISH.items() if name in ("postcode", "forbidden", "combination")},
    "nobody": "Niemand met een wens zoekt op deze school.",
    "function": "Niemand met een wens zoekt deze functie.",
    "group": "Wie meer wil werken, zoekt een andere groep.",
    "distance": "Wie meer wil werken, zoekt dichterbij.",
    "term": "Wie meer wil werken, zoekt vast waar dit tijdelijk is, of andersom.",
    "from": "Wie meer wil werken, kan pas later beginnen.",
    "requires": "Wie meer wil werken, vraagt iets wat de school nog niet regelt.",
    "busy": "Wie meer wil werken, werkt dan al.",
    "halves": "Wie meer wil werken, kan niet op dit dagdeel.",
    "begin": "Wie meer wil werken, kan er nog niet zijn als de school begint.",
    "two_schools": "Wie meer wil werken, staat die dag al op een andere school.",
    "block": "De plek is één baan, en groter dan elke wens.",
    "day_cut": "Een dag blijft bij één persoon, en niemand kan de hele dag.",
    "taken": "Wie past, kreeg al een andere plek.",
    "limit": "Er is iemand die past, maar niet samen met de andere voorwaarden.",
}
NOTHING_HELPS = "Geen enkele losse voorwaarde lost dit op."


def unlock_wish(name: str, value: Any) -> str:
    return {
        "min": lambda: f"ook {value} {'dagdeel' if value == 1 else 'dagdelen'} mag",
        "places": lambda: f"op {value} plekken tegelijk werken",
        "halves": lambda: f"ook op {choices.HALF_WORDS[value]} kunnen",
        "must": lambda: "niet alle gekozen dagdelen samen hoeven",
        "two": lambda: "op één dag op twee scholen werken",
        "term": lambda: "vast of tijdelijk mag allebei",
        "from": lambda: f"al vanaf {day(value)} kunnen",
        "begin": lambda: f"met begin om {choices.clock(value)} past het",
        "group": lambda: f"ook {group(value)}",
        "requires": lambda: f"zonder {ARRANGED.get(value, value)}",
        "distance": lambda: f"tot {value} km in plaats van minder",
        "scope": lambda: {"board": "ook op andere scholen van het bestuur", "pool": "ook bij andere besturen"}[value],
    }[name]()


def unlock_need(name: str, value: Any) -> str:
    return {
        "begin": lambda: f"met begin om {choices.clock(value[1])} op {choices.DAYS[value[0]]} past het",
        "halves": lambda: f"{choices.HALF_WORDS[value[0]]} ruilen voor {choices.HALF_WORDS[value[1]]}",
        "wait": lambda: f"wachten tot {day(value)}",
        "split": lambda: "een dag verdelen over twee mensen",
        "offers": lambda: f"regel {ARRANGED.get(value, value)}",
        "parts": lambda: "verdeel de plek in twee banen",
        "faces": lambda: f"laat {value} nieuwe mensen toe",
        "term": lambda: f"maak de plek {TERMS[value]}",
    }[name]()


def gain(half_days: int) -> str:
    return "Dan past er 1 dagdeel meer." if half_days == 1 else f"Dan passen er {half_days} dagdelen meer."


FAILS = {
    "busy": "dan wordt er al gewerkt",
    "halves": "dit dagdeel is niet gekozen",
    "begin": "de school begint te vroeg",
    "two_schools": "er wordt die dag al op een andere school gewerkt",
    "block": "de plek is groter dan de wens",
    "day_cut": "een dag wordt niet verdeeld",
    "function": "het is een andere functie",
    "scope": "de wens geldt niet voor deze school",
    "group": "het is een andere groep",
    "distance": "het is verder dan gevraagd",
    "postcode": "de postcode van een school ontbreekt",
    "term": "vast of tijdelijk klopt niet",
    "from": "de plek begint te vroeg",
    "requires": "de school regelt niet wat gevraagd is",
    "forbidden": "hier is gekozen dat het niet doorgaat",
    "gone": "de wens of de plek is er niet meer",
    "died": "het rekenen stopte",
}


def fails(names: Sequence[str]) -> str:
    words = [FAILS[name] for name in names if name in FAILS]
    if not words:
        return "Het kan niet samen met wat al vaststaat."
    return f"Het kan niet: {listed(words)}."


def hours_of(bits: int) -> int:
    return halves.HOURS * halves.count(bits)
