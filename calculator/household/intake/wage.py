"""Reading a wage, exactly one of six shapes, and what goes with it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from calculator.engine.household import PensionKind, SecondJob, WageKind
from calculator.engine.in_use import remembered, remembered_at_most
from calculator.household.intake.faults import Faults
from calculator.household.intake.reading import Reader, join
from calculator.household.intake.request import FixedYearly, WageRequest
from calculator.rules.cao import CAOS, CaoWaarden
from calculator.rules.pensioenpremie import IN_FORCE as FUNDS

CAO = ("cao", "scale", "step", "hours")
BESIDE = ("fixed_yearly", "leave_57")
"""What may stand beside every wage that goes with hours."""
SHAPES: dict[WageKind, tuple[str, ...]] = {
    WageKind.CAO: (*CAO, *BESIDE),
    WageKind.FULLTIME_MONTH: (
        "fulltime_month", "fulltime_hours", "hours", "holiday_percent", "year_end_percent", *BESIDE
    ),
    WageKind.MONTH: ("month", "hours", "fulltime_hours", "holiday_percent", "year_end_percent", *BESIDE),
    WageKind.MONTH_GROSS: ("month_gross",),
    WageKind.TAXABLE_MONTH: ("taxable_month",),
    WageKind.TAXABLE_YEAR: ("taxable_year",),
}  # fmt: skip
KIND_BY_KEY = {keys[0]: kind for kind, keys in SHAPES.items()}
"""By the key that only this shape has."""
KEYS = dict.fromkeys(key for keys in SHAPES.values() for key in keys)
HIGHEST_MONTH = 500_000
HIGHEST_YEAR = 10_000_000
HIGHEST_HOURS = 60
ENTER_GROSS = 'Vul in plaats daarvan je brutoloon in: {"month", "hours", "fulltime_hours"}, zoals op je loonstrook.'


def read_wage(reader: Reader, value: Any, path: str, *, year: int | None) -> WageRequest | None:
    """None where there's no wage, or no right one."""
    if value is None:
        return None
    record = reader.record(value, path, KEYS)
    if record is None:
        return None
    kind = _kind(reader, record, path)
    if kind is None:
        return None
    shape = SHAPES[kind]
    for key in record:
        if key not in shape and key in KEYS:
            reader.fault(join(path, key), f"Dit hoort niet bij een loon met “{shape[0]}”.")
    if kind.varies_with_hours:
        if kind is WageKind.CAO:
            wage = _right_cao(record, year) or _cao(reader, record, path, year)
        else:
            wage = _by_hours(reader, record, path, kind)
        return _with_beside(reader, record, path, wage)
    amount = reader.number(
        record, kind.value, path, high=HIGHEST_YEAR if kind is WageKind.TAXABLE_YEAR else HIGHEST_MONTH, what=EUROS
    )
    return None if amount is None else WageRequest(kind=kind, amount=amount)


def _with_beside(reader: Reader, record: Mapping[str, Any], path: str, wage: WageRequest | None) -> WageRequest | None:
    if "fixed_yearly" not in record and "leave_57" not in record:
        return wage
    fixed = _fixed_yearly(reader, record.get("fixed_yearly") or [], join(path, "fixed_yearly"))
    percent, leave = 0, record.get("leave_57")
    if leave is not None:
        where = join(path, "leave_57")
        known = reader.record(leave, where, ("own_share_percent",)) or {}
        percent = reader.number(known, "own_share_percent", where, high=100, default=50, what=PERCENT) or 0
    return None if wage is None else wage._replace(fixed_yearly=tuple(fixed), leave_57_percent=percent // 100)


def _fixed_yearly(reader: Reader, value: Any, path: str) -> Iterator[FixedYearly]:
    for number, one in enumerate(reader.items(value, path, at_most=10, what="vaste bedragen")):
        where = f"{path}[{number}]"
        record = reader.record(one, where, ("name", "fulltime", "month", "pensionable", "most_factor"))
        if record is None:
            continue
        name = record.get("name", "")
        if not isinstance(name, str) or len(name) > LONGEST_NAME:
            reader.fault(join(where, "name"), f"Geef een naam van hooguit {LONGEST_NAME} tekens.")
        amount = reader.number(record, "fulltime", where, high=HIGHEST_MONTH, what=EUROS)
        month = reader.number(record, "month", where, low=1, high=12, decimals=0, default=12, what="een maand")
        pensionable = reader.yes_or_no(record, "pensionable", where, default=False)
        most = reader.number(record, "most_factor", where, high=2, decimals=3, default=1, what="een deeltijdfactor")
        if amount is not None and month is not None and most is not None:
            yield FixedYearly(str(name), amount, month, pensionable, most)


LONGEST_NAME = 60
EUROS = "een bedrag in euro’s"
HOURS = "een aantal uren per week"


def _kind(reader: Reader, record: Mapping[str, Any], path: str) -> WageKind | None:
    """Which of the shapes this is, by the key that only that shape has."""
    kinds = [KIND_BY_KEY[key] for key in record if key in KIND_BY_KEY]
    if len(kinds) == 1:
        return kinds[0]
    names = ", ".join(f"“{key}”" for key in KIND_BY_KEY)
    wrong = "Deze vormen gaan niet samen." if kinds else "Hier ontbreekt het loon zelf."
    reader.fault(path, f"{wrong} Vul precies één van deze in: {names}.")
    return None


def _right_cao(record: Mapping[str, Any], year: int | None) -> WageRequest | None:
    """What `_cao` makes of a wage in the usual types, looked up since a sector has only some hundreds of them; None
    where anything is unusual or wrong."""
    cao, scale, step, hours = [record.get(key) for key in CAO]
    # Exact types: True and 28.0 aren't the same as 1 and 28.
    if (
        year is None
        or type(cao) is not str
        or type(scale) is not str
        or type(step) is not int
        or type(hours) is not int
    ):
        return None
    try:
        return _read_before(cao, scale, step, hours, year)
    except Faults:
        return None


@remembered_at_most(10_000)
def _read_before(cao: str, scale: str, step: int, hours: int, year: int) -> WageRequest | None:
    """Raises Faults, so that what's wrong isn't remembered."""
    reader = Reader()
    wage = _cao(reader, {"cao": cao, "scale": scale, "step": step, "hours": hours}, "", year)
    if reader.faults:
        raise Faults(reader.faults)
    return wage


def _cao(reader: Reader, record: Mapping[str, Any], path: str, year: int | None) -> WageRequest | None:
    name = reader.choice(record, "cao", path, CAOS)
    if year is None or name is None:
        return None
    cao = CAOS[name]
    known = cao.scales(year)
    if not known:
        missing = f"Van de {cao.wet.lower()} hebben we voor {year} geen salaristabel van het hele jaar. {ENTER_GROSS}"
        reader.fault(join(path, "cao"), missing)
        return None
    scale, fulltime = record.get("scale"), 100 * terms_of(name, year).voltijd_uren
    if not isinstance(scale, str) or scale not in known:
        reader.fault(
            join(path, "scale"),
            f"Van deze schaal kennen we in {year} geen tabel. Kies uit {', '.join(known)}. {ENTER_GROSS}",
        )
        scale = None
    steps = known[scale] if scale else range(min(s.start for s in known.values()), max(s.stop for s in known.values()))
    hours = reader.number(record, "hours", path, high=fulltime // 100, what=HOURS)
    step = _step(reader, record, path, steps)
    if scale is None or hours is None or step is None:
        return None
    return WageRequest(kind=WageKind.CAO, cao=name, scale=scale, step=step, hours=hours, fulltime_hours=fulltime)


def _step(reader: Reader, record: Mapping[str, Any], path: str, steps: range) -> int | None:
    before = len(reader.faults)
    step = reader.number(record, "step", path, low=steps[0], high=steps[-1], decimals=0, what="een trede")
    if len(reader.faults) > before:
        fault = reader.faults.pop()
        reader.fault(fault.path, f"{fault.message} Ken je je trede niet, of staat hij niet in de tabel? {ENTER_GROSS}")
    return step


def _by_hours(reader: Reader, record: Mapping[str, Any], path: str, kind: WageKind) -> WageRequest | None:
    amount = reader.number(record, kind.value, path, high=HIGHEST_MONTH, what=EUROS)
    fulltime = reader.number(record, "fulltime_hours", path, low=1, high=HIGHEST_HOURS, what=HOURS)
    most = Decimal(fulltime or 100 * HIGHEST_HOURS) / 100
    hours = reader.number(record, "hours", path, high=most, what=HOURS)
    holiday = reader.number(record, "holiday_percent", path, high=30, decimals=3, default=8, what=PERCENT)
    year_end = reader.number(record, "year_end_percent", path, high=30, decimals=3, default=0, what=PERCENT)
    if kind is WageKind.MONTH and hours == 0:
        reader.fault(join(path, "hours"), "Bij 0 uur hoort geen loonstrook. Vul de uren in die bij dit loon horen.")
    if None in (amount, fulltime, hours, holiday, year_end) or (kind is WageKind.MONTH and not hours):
        return None
    assert amount is not None
    assert fulltime is not None
    assert holiday is not None
    assert year_end is not None
    return WageRequest(
        kind=kind,
        amount=amount,
        hours=hours,
        fulltime_hours=fulltime,
        holiday_percent=holiday,
        year_end_percent=year_end,
    )


PERCENT = "een percentage"
FUND_BY_NAME = {kind.value: kind for kind in (PensionKind.ABP, PensionKind.PFZW, PensionKind.NONE)}


@remembered
def terms_of(cao: str, year: int) -> CaoWaarden:
    """Every wage asks for these a few times."""
    return CAOS[cao].terms.in_year(year)


def read_pension(
    reader: Reader, record: Mapping[str, Any], path: str, wage: WageRequest | None, *, year: int | None
) -> tuple[PensionKind, int]:
    """The kind, and the premium a year where it was given itself."""
    value = record["pension"] if "pension" in record else _usual_pension(wage, year)
    path = join(path, "pension")
    premium: int | None = 0
    if isinstance(value, str) and value in FUND_BY_NAME:
        kind = FUND_BY_NAME[value]
    elif isinstance(value, Mapping):
        own = reader.record(value, path, ("employee_premium_year",)) or {}
        premium = reader.number(own, "employee_premium_year", path, high=HIGHEST_YEAR, what=EUROS)
        kind = PensionKind.OWN
    else:
        reader.fault(path, "Kies uit abp, pfzw, none of {“employee_premium_year”: bedrag}.")
        return PensionKind.NONE, 0
    if wage is not None and wage.kind.is_after_premium and kind is not PensionKind.NONE:
        reader.fault(path, "Van een belastbaar loon is de premie al af. Laat “pension” weg of kies none.")
    elif wage is not None and year is not None and kind in FUNDS and (why := _no_premium(kind, wage.cao, year)):
        reader.fault(path, f"{why} {ENTER_PREMIUM}")
    if premium and (record.get("wage") is None or (wage and wage.hours == 0)):
        reader.fault(path, "Zonder loon betaal je geen premie. Laat “pension” weg of kies none.")
    return kind, premium or 0


def _usual_pension(wage: WageRequest | None, year: int | None) -> str:
    if wage is not None and wage.cao and year is not None:
        return terms_of(wage.cao, year).fonds
    return "abp" if wage is None or wage.kind.varies_with_hours else "none"


@remembered
def _no_premium(kind: PensionKind, cao: str, year: int) -> str:
    """Why the premium of a fund can't be had; empty where it can. `cao`: empty for a wage without one."""
    if FUNDS[kind].found_in(year) is None:
        return f"De franchise van {kind.name} voor {year} is niet gevonden. Daarom kunnen we de premie niet uitrekenen."
    return terms_of(cao, year).geen_pensioenbeeld if cao else ""


ENTER_PREMIUM = (
    'Vul bij “pension” zelf in wat jij per jaar aan premie betaalt: {"employee_premium_year": bedrag}. Bouw je geen '
    "pensioen op? Kies none."
)


def read_second_job(reader: Reader, person: Mapping[str, Any], path: str) -> SecondJob | None:
    """One of the three shapes of a wage without hours."""
    value = person.get("second_job")
    if value is None:
        return None
    path = join(path, "second_job")
    shapes = [kind for kind in WageKind if not kind.varies_with_hours]
    record = reader.record(value, path, [kind.value for kind in shapes])
    if record is None:
        return None
    kinds = [kind for kind in shapes if kind.value in record]
    if len(kinds) != 1:
        names = ", ".join(f"“{kind.value}”" for kind in shapes)
        reader.fault(path, f"Vul van je tweede baan precies één van deze in: {names}.")
        return None
    (kind,) = kinds
    high = HIGHEST_YEAR if kind is WageKind.TAXABLE_YEAR else HIGHEST_MONTH
    amount = reader.number(record, kind.value, path, high=high, what=EUROS)
    return None if amount is None else SecondJob(kind=kind, amount=amount)


def read_bonus(reader: Reader, person: Mapping[str, Any], path: str, wage: WageRequest | None, *, first: bool) -> int:
    """Cents a year that are paid when someone works more than the contract says."""
    value = person.get("extra_hours_bonus")
    if value is None:
        return 0
    path = join(path, "extra_hours_bonus")
    record = reader.record(value, path, ("gross_year",))
    if record is None:
        return 0
    if not first:
        reader.fault(
            path, "Alleen bij de eerste persoon, van wie de uren veranderen, telt een bonus voor extra uren mee."
        )
    elif wage is not None and not wage.kind.varies_with_hours:
        reader.fault(path, "Een bonus voor extra uren kan alleen bij een loon met uren.")
    return reader.number(record, "gross_year", path, high=HIGHEST_YEAR, what=EUROS) or 0


def read_retention(
    reader: Reader, person: Mapping[str, Any], path: str, wage: WageRequest | None, *, first: bool
) -> int:
    """Cents a year that are paid to who keeps at least the hours of the contract."""
    if person.get("retention_bonus_year") is None:
        return 0
    where = join(path, "retention_bonus_year")
    if not first:
        reader.fault(where, "Alleen bij de eerste persoon, van wie de uren veranderen, telt een bonus mee.")
    elif wage is not None and not wage.kind.varies_with_hours:
        reader.fault(where, "Een bonus voor je uren kan alleen bij een loon met uren.")
    return reader.number(person, "retention_bonus_year", path, high=HIGHEST_YEAR, what=EUROS) or 0


def read_paww(reader: Reader, record: Mapping[str, Any], path: str, wage: WageRequest | None, year: int | None) -> bool:
    """Whether PAWW goes off the pay: as the cao says, or as given."""
    default = wage is not None and wage.cao != "" and year is not None and terms_of(wage.cao, year).paww
    paww = reader.yes_or_no(record, "paww", path, default=default)
    if paww and wage is not None and wage.kind.is_after_premium:
        reader.fault(join(path, "paww"), "Van een belastbaar loon is de PAWW-premie al af. Laat “paww” weg.")
    return paww and wage is not None
