"""The grant for menus, as far as it was read: facts with their source. What wasn't is filled in by HPP (GrantFact), or
stands there as not known."""

from dataclasses import dataclass

REGULATION = "Subsidieregeling Meerurenmaatwerk"
ADDRESS = "https://zoek.officielebekendmakingen.nl/stcrt-2025-19356.html"
SOURCE = "Staatscourant 2025, 19356 (23 mei 2025)"
KNOWN = (
    "De regeling is voor besturen in het basisonderwijs, speciaal basisonderwijs en (voortgezet) speciaal onderwijs.",
    "Je kunt geld krijgen voor het voorbereiden en voor het aanbieden van keuzeopties aan bevoegde leerkrachten.",
    "Het gaat om meer uren gaan werken én om uren houden. Een volledige baan is 40 uur.",
    "Er is € 15 miljoen, voor drie jaar vanaf 2026. Aanvragen gaat bij DUS-I.",
    "Volgens een woordvoerder is het ook voor wie al voltijd werkt (ANP, mei 2025).",
)


@dataclass(frozen=True)
class GrantStep:
    title: str
    text: str


STEPS = (
    GrantStep("Lees de vier bijlagen", "Stappenplan, onderbouwing, rekenmodel en vragen, op aanpaklerarentekort.nl."),
    GrantStep("Maak jullie menu", "Kies samen met schoolleiders en de MR wat bij jullie past."),
    GrantStep("Schrijf de onderbouwing", "Laat een jurist meelezen. Vraag de MR of instemming nodig is."),
    GrantStep("Vraag aan bij DUS-I", "Kijk daar naar de dagen en de voorwaarden."),
    GrantStep("Bied het menu aan", "Leg vast wie wat koos, en kijk op de afgesproken dag terug."),
)
OTHER = "Ook bekend: “Meer uren werkt!” van het ministerie van SZW, voor organisaties vanaf 50 mensen (BWBR0050406)."
