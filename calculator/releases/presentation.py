"""The report of a check in words and figures for the page."""

from typing import Any

from portal.text.money import euros, signed, thousands

Json = dict[str, Any]


def for_page(report: Json) -> Json:
    """What the check found, with the households as people read amounts."""
    households = report.get("households", ())
    known = [household for household in households if household["after"] is not None]
    changed = [_household(household) for household in known if household["after"] != household["before"]]
    return {
        **report,
        "changed": changed,
        "unchanged": len(known) - len(changed),
        "unknown": len(households) - len(known),
        "outcomes": thousands(report.get("proofs", {}).get("outcomes", 0)),
        "years": ", ".join(map(str, report.get("new_years", ()))),
        "complete": ", ".join(map(str, report.get("complete_years", ()))),
    }


def _household(household: Json) -> Json:
    return {
        "year": household["year"],
        "name": household["name"],
        "total": _row("te besteden per jaar", household["before"], household["after"]),
        "parts": [_row(part["name"], part["before"], part["after"]) for part in household["parts"]],
    }


def _row(name: str, before: float | None, after: float | None) -> Json:
    return {
        "name": name,
        "before": _amount(before),
        "after": _amount(after),
        "change": "" if before is None or after is None else signed(_cents(after) - _cents(before)),
    }


def _amount(euro: float | None) -> str:
    return "niet te berekenen" if euro is None else euros(_cents(euro))


def _cents(euro: float) -> int:
    return round(100 * euro)
