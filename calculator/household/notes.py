"""What an answer takes for granted, in plain Dutch: only what bears on this household."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from calculator.engine.household import HousingKind, PensionKind, WageKind
from calculator.engine.in_use import remembered
from calculator.engine.values import Zekerheid
from calculator.household.carried import carried
from calculator.household.family import asks_worked_hours
from calculator.household.intake.request import PersonRequest, Request, WageRequest
from calculator.household.left_out import LeftOut
from calculator.household.year_values import values_in
from calculator.rules import box3, minimumloon, pensioenpremie, reiskosten
from calculator.rules.cao import CAOS, Cao
from portal.text.dates import MONTHS

ALWAYS = (
    "Je werkt het hele jaar evenveel uren, op dezelfde trede. Ook je gezin en je huis blijven het hele jaar hetzelfde.",
    "De inkomstenbelasting ronden we af op hele euro’s. De echte aanslag kan een paar euro anders zijn.",
    "Zorgpremie en woonlasten gaan nog af van wat er te besteden is.",
)
HOLIDAY = (
    "Vakantiegeld is wat {je} dit jaar opbouwt. Het tarief erover volgt uit {het loon} van dit jaar bij deze uren. "
    "{De werkgever} kijkt eerst nog naar {het loon} van vorig jaar; bij de aangifte komt dat goed."
)
BELOW_MINIMUM = (
    "{Het brutoloon} is lager dan het minimumloon van iemand van 21 jaar of ouder. Kijk of het bedrag klopt."
)
YOU, PARTNER = {"je": "je"}, {"je": "je partner"}


def notes(request: Request, missing: Sequence[LeftOut]) -> tuple[str, ...]:
    """Each sentence once, the most telling first. `missing`: what is left out of the answer."""
    sentences = [
        *_carried(request),
        *(part.why for part in missing),
        *_people(request),
        *_household(request),
        *_start(request),
        *ALWAYS[0 if request.start_month is None else 1 :],
    ]
    return tuple(dict.fromkeys(sentences))


def _carried(request: Request) -> Iterator[str]:
    parts = carried(request)
    if parts:
        names = ", ".join(f"{part.name} ({part.from_year})" for part in parts)
        yield f"Van {request.year} zijn nog niet alle bedragen bekend. Met de laatste bekende bedragen: {names}."


def _start(request: Request) -> Iterator[str]:
    if request.start_month is None:
        return
    months = 13 - request.start_month
    yield (
        f"Je nieuwe uren gaan in op 1 {MONTHS[request.start_month - 1]}. In {request.year} telt dat "
        f"{'1 maand' if months == 1 else f'{months} maanden'} mee. Je trede, je gezin en je huis blijven gelijk."
    )


def _people(request: Request) -> Iterator[str]:
    """What we do for both is said once, to you; what may be wrong is said of each."""
    said: list[str] = []
    for number, person in enumerate(request.people):
        for sentence in (*_wage(person, request.year), *_pension(person, request.year), *_rest(person)):
            if sentence not in said or sentence == BELOW_MINIMUM:
                said.append(sentence)
                yield _said_of(number, sentence)


def _said_of(number: int, sentence: str) -> str:
    """A sentence about someone: {je}, and things of theirs such as {het loon} or {De werkgever}."""
    names = YOU if number == 0 else PARTNER
    return OF_SOMEONE.sub(lambda thing: names.get(thing[1]) or _whose(thing[1], number), sentence)


OF_SOMEONE = re.compile(r"\{([^{}]+)\}")


def _whose(thing: str, number: int) -> str:
    """je loon, het loon van je partner; with a capital at the start of a sentence."""
    if number:
        return f"{thing} van je partner"
    article, _, name = thing.partition(" ")
    return f"{'Je' if article[0].isupper() else 'je'} {name}"


def _wage(person: PersonRequest, year: int) -> Iterator[str]:
    wage = person.wage
    if wage is None:
        return
    if wage.kind is WageKind.CAO:
        yield from _table(wage.cao, wage.scale, wage.step, year)
    if is_below_minimum(wage, year):
        yield BELOW_MINIMUM
    if wage.kind.varies_with_hours:
        yield HOLIDAY
    if wage.kind in (WageKind.MONTH_GROSS, WageKind.TAXABLE_MONTH):
        yield "We tellen twaalf gelijke maanden, zonder vakantiegeld en zonder eindejaarsuitkering."
    if wage.kind is WageKind.TAXABLE_YEAR:
        yield "{De loonstrook} is een twaalfde van het belastbare jaarloon dat je opgaf."


@remembered
def _table(name: str, scale: str, step: int, year: int) -> tuple[str, ...]:
    """The same for everyone at this step."""
    return tuple(_about_the_table(CAOS[name], scale, step, year))


def _about_the_table(cao: Cao, scale: str, step: int, year: int) -> Iterator[str]:
    tables = [level.table.van(scale) for level in cao.levels(year)]
    for table in {id(table): table for table in tables}.values():
        if table.zekerheid_van_cel(scale, step) is not Zekerheid.BEVESTIGD:
            margin = f" Het bedrag kan € {table.marge} per maand schelen (bij voltijd)." if table.marge else ""
            start = f"{table.vanaf.day}-{table.vanaf.month}-{table.vanaf.year}"
            yield f"Salaristabel vanaf {start}, schaal {scale}: {table.zekerheid}. {table.toelichting}{margin}"
    terms = cao.terms.in_year(year)
    if terms.toelage_lagere_treden and not cao.is_top_step(scale, step, year):
        amount = f"€ {terms.toelage_lagere_treden / 100:.2f}".replace(".", ",")
        yield (
            f"De {terms.toelage} van {amount} (bij voltijd) zit in {{het brutoloon}}. Of hij meetelt voor "
            "{het pensioen} is niet gevonden; we rekenen hem daar niet mee."
        )
    if terms.eenmalig:
        yield "De eenmalige uitkering uit de cao zit in {het brutoloon}."
    if any(cell < level.minimum for cell, level in zip(cao.cells(scale, step, year), cao.levels(year), strict=True)):
        yield "In de salaristabel staat minder dan het minimumloon. We rekenen met het minimumloon (vanaf 21 jaar)."


def is_below_minimum(wage: WageRequest, year: int) -> bool:
    """Whether a gross month that was given is less than the law allows someone of 21 or older in December."""
    if wage.kind not in (WageKind.FULLTIME_MONTH, WageKind.MONTH):
        return False
    per_hours = wage.fulltime_hours if wage.kind is WageKind.FULLTIME_MONTH else wage.hours or 0
    least = minimumloon.per_maand(date(year, 12, 1), 1)
    return least is not None and minimumloon.is_per_uur(year) and 100 * wage.amount < least * per_hours


def _pension(person: PersonRequest, year: int) -> Iterator[str]:
    wage = person.wage
    if wage is None or person.pension is PensionKind.NONE:
        return
    if person.pension is PensionKind.OWN:
        if wage.kind.varies_with_hours:
            yield "{De pensioenpremie} die je opgaf, groeit mee met de uren."
        return
    waarden = pensioenpremie.IN_FORCE[person.pension].in_year(year)
    if person.pension is PensionKind.ABP:
        yield f"{waarden.toelichting} Klopt hij niet, dan scheelt dat een paar euro per maand."
        yield (
            "De premie voor arbeidsongeschiktheid (ABP) zit er niet in: het percentage voor het onderwijs is niet "
            "gevonden. Het gaat om een paar euro per maand."
        )
    else:
        yield waarden.toelichting
        yield "De WIA-premie van PFZW zit er niet in. Die geldt alleen bij een hoog loon."
    if not person.pension_was_given and wage.kind is not WageKind.CAO:
        yield "Je gaf {het pensioenfonds} niet op. We rekenen met ABP."
    if not wage.kind.varies_with_hours:
        yield ("Zonder uren weten we niet hoe groot {de baan} is. Voor het pensioen tellen we die als voltijd.")


def _rest(person: PersonRequest) -> Iterator[str]:
    if person.second_job is not None:
        yield "{De tweede baan} telt mee als twaalf gelijke maanden, zonder loonheffingskorting en zonder pensioen."
    if person.bonus_year:
        yield (
            "De bonus voor extra uren telt helemaal mee zodra je meer werkt dan je nu in je contract hebt. Voor je "
            "pensioen telt hij dit jaar niet mee."
        )
    if person.paww:
        yield "Boven het maximumloon voor de PAWW-premie verdelen we die gelijk over alles wat {je} krijgt."
    if person.business is not None:
        yield (
            "De winst is die voor aftrekposten. Wat je zelf betaalt voor pensioen en arbeidsongeschiktheid, "
            "investeringsaftrek en aftrek van eerdere jaren zitten er niet in."
        )
    if person.wage is not None and person.wage.leave_57_percent:
        yield "Van het verlof vanaf 57 jaar gaat {het eigen deel} van het salaris af; pensioen en vakantiegeld niet."
    if person.jonggehandicapt:
        yield "De jonggehandicaptenkorting gaat ook van {de loonheffing} af. {De werkgever} moet ervan weten."
    if person.groep.has_aow:
        yield "AOW en pensioen die {je} ontvangt, tellen alleen mee als je ze invult als ander inkomen."
    if person.other_income_year:
        yield (
            "Over {het andere inkomen} is nog geen loonheffing ingehouden, rekenen we. Het telt niet als loon uit werk."
        )
    if person.commute is not None and (person.commute.cost_per_km or person.commute.reimbursement_per_km):
        weeks = f"{reiskosten.WEEKS / 1000:.1f}".replace(".", ",")
        yield f"Reiskosten rekenen we over {weeks} weken per jaar (1659 uur bij een volledige baan van 40 uur)."
        if person.commute.reimbursement_per_km is not None:
            yield ("Het deel van {de reisvergoeding} boven het onbelaste bedrag is loon. Dat deel rekenen we niet mee.")
    if person.student_debt is not None:
        yield (
            "DUO kijkt naar het inkomen van twee jaar geleden. Daarvoor nemen we je inkomen bij je uren van "
            "nu. Meer uren tellen pas over twee jaar mee; dat bedrag staat er apart bij."
        )
        yield (
            "Van {de studieschuld} nemen we de hele looptijd en de rente van dit jaar. Bronnen verschillen over het "
            "minimumloon dat DUO gebruikt."
        )


def tells_of_wealth(request: Request) -> bool:
    """Whether there's more than box 3 leaves free."""
    return request.assets > len(request.people) * box3.IN_FORCE.in_year(request.year).heffingsvrij_vermogen


def _household(request: Request) -> Iterator[str]:
    year, people = request.year, request.people
    if len(people) == 2:
        yield "Jullie zijn het hele jaar partners, voor de belasting en voor de toeslagen."
    if values_in(year).payroll.table.tabel.zekerheid is Zekerheid.VOORSTEL:
        yield f"De regels van {year} zijn nog een voorstel. Ze kunnen veranderen."
    if tells_of_wealth(request):
        yield "Belasting over je vermogen (box 3) zit er niet in. Het telt ook niet mee in je toetsingsinkomen."
        if values_in(year).tax.algemeen.over_verzamelinkomen:
            yield "Inkomen uit vermogen verlaagt je algemene heffingskorting. Ook dat zit er niet in."
    if request.housing.kind is HousingKind.OWN and len(people) == 2:
        yield ("Het huis in box 1 verdelen we zo dat jullie samen het minst betalen. Dat mag je elk jaar zelf kiezen.")
    if any(child.childcare for child in request.children):
        if request.care_follows:
            yield "De opvang gaat mee met je werkdagen: bij meer dagen is er meer opvang, bij minder dagen minder."
        else:
            yield "Bij meer of minder uren rekenen we met evenveel opvang als je invulde."
        if any(not person.works for person in people):
            yield (
                "Zonder loon van allebei is er geen kinderopvangtoeslag. Studeert een van jullie, dan kan "
                "dat anders zijn."
            )
        if asks_worked_hours(year):
            yield f"In {year} telden niet meer uren opvang dan een deel van wat jullie werken. We rekenen 52 weken."
    births = [child.birth_date for child in request.children]
    if any(born.year == year for born in births) and request.housing.kind is HousingKind.RENT:
        yield "Voor de huurtoeslag tellen de kinderen die er op 1 januari zijn."
    if any(year - born.year >= 18 for born in births):
        yield "Van volwassen kinderen thuis rekenen we geen eigen inkomen of vermogen."
    if any(child.lives.counts_here != child.lives.registered_here for child in request.children):
        yield (
            "Een kind dat minstens 156 dagen per jaar bij je woont, telt mee voor de huurtoeslag, de opvang en de "
            "combinatiekorting, ook als het bij de andere ouder staat ingeschreven."
        )
    if request.others:
        yield "Wie er nog meer in huis wonen, telt alleen mee voor de huurtoeslag."
