"""Whether someone can live on their own work: said where the norm of the year is known, and otherwise that it isn't."""

from dataclasses import dataclass

from calculator.engine.values import Zekerheid
from calculator.rules import economische_zelfstandigheid as rule
from calculator.web.presentation.outcome import Outcome, Side
from portal.text.money import euros, hours


@dataclass(frozen=True)
class Independence:
    title: str
    sentences: list[str]
    certainty: str
    """Of the norm; empty where it's certain or not known."""


def independence(outcome: Outcome) -> Independence:
    norm = rule.IN_FORCE.found_in(outcome.year)
    if norm is None:
        why = f"De norm van {outcome.year} is niet gevonden. Daarom kunnen we dit niet zeggen."
        return Independence("Economisch zelfstandig: dat weten we niet", [why], "")
    certainty = "" if norm.zekerheid is Zekerheid.BEVESTIGD else norm.zekerheid.value
    what = (
        f"Daarvoor moet je netto inkomen uit werk minstens {euros(norm.norm_maand)} per maand zijn: dat is wat iemand "
        f"alleen aan bijstand krijgt (norm van 1 januari {outcome.year})."
    )
    if outcome.now.me.from_work is None:
        why = "Je hebt naast je werk ook ander inkomen. Wat je netto met werk verdient, is dan niet apart te zeggen."
        return Independence("Economisch zelfstandig: dat weten we niet", [why, what], certainty)
    return Independence(*_answer(outcome, norm.norm_maand, what), certainty)


def _answer(outcome: Outcome, norm: int, what: str) -> tuple[str, list[str]]:
    now, wish = from_work(outcome.now), from_work(outcome.wish)
    at_now = f"Bij {hours(outcome.hours_now)} uur verdien je netto {euros(now)} per maand met je werk"
    at_wish = f"bij {hours(outcome.hours_wish)} uur {euros(wish)}"
    amounts = f"{at_now}." if not outcome.extra_hours else f"{at_now}, {at_wish}."
    titles = {
        (True, True): "Je bent economisch zelfstandig",
        (False, True): "Bij je wens ben je economisch zelfstandig",
        (True, False): "Bij je wens ben je niet meer economisch zelfstandig",
        (False, False): "Je bent niet economisch zelfstandig",
    }
    return titles[now >= norm, wish >= norm], [amounts, what]


def from_work(side: Side) -> int:
    """Net of work a month, in cents."""
    return 0 if side.me.from_work is None else side.at(side.me.from_work.net_month)
