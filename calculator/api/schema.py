"""The OpenAPI document: the contract in a form that programs read, with the years and names that the engine knows.

`input_keys` and `output_keys` give the same in rows, for the page that people read.
"""

import re
from collections.abc import Iterator
from typing import Any

from calculator import VERSION
from calculator.api.problems import CONTENT_TYPE
from calculator.engine.in_use import remembered
from calculator.household import fields, parts
from calculator.household.intake import document as intake
from calculator.household.intake import home, others, people, wage
from calculator.household.parts import Part
from calculator.household.years import SUPPORTED
from calculator.rules.cao import CAOS
from calculator.rules.uitkeringen import WETTEN

Schema = dict[str, Any]
DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def number(high, what: str, *, low=0, **more) -> Schema:
    return {"type": "number", "minimum": low, "maximum": high, "description": what, **more}


def euros(high, what: str, **more) -> Schema:
    return number(high, what, **more)


def record(required: tuple[str, ...], properties: dict[str, Schema], *, or_null=False, **more) -> Schema:
    kind = ["object", "null"] if or_null else "object"
    named = {"required": list(required)} if required else {}
    return {"type": kind, **named, "properties": properties, "additionalProperties": False, **more}


def _wage_shapes() -> list[Schema]:
    hours = number(wage.HIGHEST_HOURS, "uren per week")
    fulltime = number(wage.HIGHEST_HOURS, "uren per week bij een volledige baan", low=1)
    extra = {
        "holiday_percent": number(30, "vakantiegeld in procent", default=8),
        "year_end_percent": number(30, "eindejaarsuitkering in procent", default=0),
    }
    fixed = record(
        ("fulltime",),
        {
            "name": {"type": "string", "maxLength": wage.LONGEST_NAME, "default": ""},
            "fulltime": euros(wage.HIGHEST_MONTH, "bedrag bij een volledige baan"),
            "month": {"type": "integer", "minimum": 1, "maximum": 12, "default": 12},
            "pensionable": {"type": "boolean", "default": False},
            "most_factor": {"type": "number", "minimum": 0, "maximum": 2, "default": 1},
        },
    )
    beside: Schema = {
        "fixed_yearly": {
            "type": "array",
            "maxItems": 10,
            "items": fixed,
            "description": "wat je een keer per jaar krijgt, naar deeltijdfactor",
        },
        "leave_57": record(
            (),
            {"own_share_percent": number(100, "wat je zelf betaalt", default=50)},
            or_null=True,
            description="verlof vanaf 57 jaar (cao PO), met eigen bijdrage",
        ),
    }
    month = euros(wage.HIGHEST_MONTH, "brutoloon per maand")
    return [
        record(
            ("cao", "scale", "step", "hours"),
            {
                "cao": {"enum": list(CAOS), "description": "de cao van de salaristabel"},
                "scale": {"type": "string", "description": "de schaal, zoals LB"},
                "step": {"type": "integer", "minimum": 0, "maximum": 40, "description": "de trede"},
                "hours": hours,
                **beside,
            },
            title="Uit de salaristabel",
        ),
        record(
            ("fulltime_month", "fulltime_hours", "hours"),
            {"fulltime_month": month, "fulltime_hours": fulltime, "hours": hours, **extra, **beside},
            title="Brutoloon bij een volledige baan",
        ),
        record(
            ("month", "hours", "fulltime_hours"),
            {"month": month, "hours": hours, "fulltime_hours": fulltime, **extra, **beside},
            title="Brutoloon zoals op de loonstrook",
        ),
        *_shapes_without_hours(),
    ]


def _shapes_without_hours() -> list[Schema]:
    return [
        record(("month_gross",), {"month_gross": euros(wage.HIGHEST_MONTH, "brutoloon, twaalf gelijke maanden")}),
        record(("taxable_month",), {"taxable_month": euros(wage.HIGHEST_MONTH, "belastbaar loon per maand")}),
        record(("taxable_year",), {"taxable_year": euros(wage.HIGHEST_YEAR, "belastbaar loon per jaar")}),
    ]


def _person() -> Schema:
    year = wage.HIGHEST_YEAR
    pension = {
        "oneOf": [
            {"enum": ["abp", "pfzw", "none"]},
            record(("employee_premium_year",), {"employee_premium_year": euros(year, "eigen premie per jaar")}),
        ],
        "description": "pensioenfonds, of je eigen premie",
    }
    commute = record(
        (),
        {
            "km_one_way": number(500, "kilometers, enkele reis", default=0),
            "days_per_week": {"type": ["number", "null"], "minimum": 0, "maximum": 7, "default": None},
            "reimbursement_per_km": {
                "oneOf": [{"type": ["number", "null"], "minimum": 0, "maximum": 5}, {"const": people.CAO_PO}],
                "default": None,
            },
            "cost_per_km": number(5, "kosten per kilometer", default=0),
        },
        or_null=True,
        description="reiskosten",
    )
    debt = record(
        (),
        {
            "amount": euros(1_000_000, "hoogte van de schuld", default=0),
            "scheme": {"enum": ["sf35", "sf15"], "default": "sf35"},
        },
        or_null=True,
        description="studieschuld bij DUO",
    )
    known = {
        "birth_date": {**DAY, "description": "geboortedatum"},
        "wage": {"oneOf": [*_wage_shapes(), {"type": "null"}], "description": "het loon, in precies één vorm"},
        "pension": pension,
        "paww": {"type": "boolean", "description": "of er PAWW-premie van het loon af gaat"},
        "payroll_tax_credit": {"type": "boolean", "default": True, "description": "loonheffingskorting toegepast"},
        "jonggehandicaptenkorting": {"type": "boolean", "default": False, "description": "recht op deze korting"},
        "second_job": {
            "oneOf": [*_shapes_without_hours(), {"type": "null"}],
            "description": "een tweede baan, zonder loonheffingskorting",
        },
        "extra_hours_bonus": record(
            ("gross_year",),
            {"gross_year": euros(year, "bruto per jaar")},
            or_null=True,
            description="een bonus boven de uren van je contract",
        ),
        "other_income_year": euros(year, "ander inkomen in box 1 per jaar", default=0),
        "commute": commute,
        "student_debt": debt,
        "business": record(
            ("profit_year",),
            {
                "profit_year": euros(year, "winst per jaar, voor alle aftrek", low=-year),
                "hours_criterion": {"type": "boolean", "default": True},
                "starter": {"type": "boolean", "default": False},
                "hours_per_week": {
                    "type": ["number", "null"],
                    "minimum": 0,
                    "maximum": people.HIGHEST_BUSINESS_HOURS,
                    "default": None,
                },
            },
            or_null=True,
            description="een eigen bedrijf",
        ),
        "benefit": record(
            ("law", "month"),
            {
                "law": {"enum": list(WETTEN), "description": "de wet"},
                "month": euros(wage.HIGHEST_MONTH, "bruto per maand, bij de uren van nu"),
                "old_wage_month": {
                    "type": ["number", "null"],
                    "minimum": 0,
                    "maximum": wage.HIGHEST_MONTH,
                    "default": None,
                },
            },
            or_null=True,
            description="een uitkering",
        ),
        "retention_bonus_year": {
            "type": ["number", "null"],
            "minimum": 0,
            "maximum": year,
            "default": 0,
            "description": "een bonus per jaar voor wie minstens de uren van het contract werkt",
        },
    }
    return record(("birth_date",), {key: known[key] for key in people.KEYS})


def _child() -> Schema:
    care = record(
        ("kind", "hours_per_month", "hourly_rate"),
        {
            "kind": {"enum": list(home.KINDS_OF_CARE)},
            "hours_per_month": number(744, "uren opvang per maand"),
            "hourly_rate": euros(100, "prijs per uur"),
            "follows": {
                "oneOf": [
                    record(
                        ("wish_hours", "hours_per_month"),
                        {
                            "wish_hours": number(wage.HIGHEST_HOURS, "uren werk per week"),
                            "hours_per_month": number(744, "uren opvang per maand bij die uren"),
                        },
                    ),
                    record(("per_day",), {"per_day": number(744, "uren opvang per maand voor elke werkdag")}),
                    {"type": "null"},
                ],
                "description": "hoe de opvang meegaat met je uren",
            },
        },
    )
    lives = record(
        (),
        {
            "days_year": {"type": "integer", "minimum": 0, "maximum": 366, "default": 365},
            "registered": {"enum": ["us", "other"], "default": "us"},
            "kinderbijslag": {"enum": ["us", "other"], "default": "us"},
            "kinderbijslag_percent": {"type": "integer", "minimum": 0, "maximum": 100, "default": 100},
            "other_parent_hours_per_month": number(744, "uren opvang van de andere ouder", default=0),
        },
        or_null=True,
        description="waar het kind woont, bij ouders die apart wonen",
    )
    several = {"type": "array", "items": care, "maxItems": 3}
    return record(
        ("birth_date",),
        {
            "birth_date": {**DAY, "description": "geboortedatum"},
            "childcare": {"oneOf": [care, several, {"type": "null"}], "description": "opvang, ook van twee soorten"},
            "lives": lives,
        },
    )


def _housing() -> Schema:
    shapes = {
        "rent": {
            "basic_rent": euros(100_000, "kale huur per maand"),
            "service_costs": euros(100_000, "servicekosten per maand", default=0),
        },
        "own": {
            "woz_value": euros(100_000_000, "WOZ-waarde"),
            "mortgage_interest_year": euros(wage.HIGHEST_YEAR, "hypotheekrente per jaar", default=0),
        },
        "none": {},
    }
    required = {"rent": ("basic_rent",), "own": ("woz_value",), "none": ()}
    return {
        "oneOf": [
            *(record(("kind", *required[kind]), {"kind": {"const": kind}, **keys}) for kind, keys in shapes.items()),
            {"type": "null"},
        ],
        "description": "huurhuis, koophuis of geen van beide",
    }


def question() -> Schema:
    """The input of the contract."""
    hours = {
        "oneOf": [
            {
                "type": "array",
                "minItems": 1,
                "maxItems": intake.MOST_HOURS,
                "items": number(wage.HIGHEST_HOURS, "uren"),
            },
            {"const": "all"},
            {"type": "null"},
        ],
        "description": "de uren van de eerste persoon om uit te rekenen; “all” is alles van 0 tot voltijd",
    }
    known = {
        "year": {"enum": list(SUPPORTED), "description": "het kalenderjaar van de regels"},
        "people": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": _person(),
            "description": "één of twee volwassenen; van de eerste veranderen de uren",
        },
        "children": {"type": "array", "maxItems": 15, "items": _child(), "description": "kinderen die thuis wonen"},
        "housing": _housing(),
        "others": {
            "type": ["array", "null"],
            "maxItems": 10,
            "items": record(
                ("birth_date",),
                {
                    "birth_date": DAY,
                    "income_year": euros(wage.HIGHEST_YEAR, "inkomen per jaar", default=0),
                    "relation": {"enum": list(others.RELATIONS), "default": "other"},
                    "lease": {"enum": list(others.LEASES), "default": "none"},
                    "wealth_above_limit": {"type": "boolean", "default": False},
                },
            ),
            "description": "wie er nog meer in huis wonen, voor de huurtoeslag",
        },
        "assets": euros(intake.HIGHEST_ASSETS, "vermogen samen op 1 januari", default=0),
        "hours": hours,
        "workday_hours": number(24, "uren in een werkdag", low=1, default=8),
        "care_now_hours": {
            "type": ["number", "null"],
            "minimum": 0,
            "maximum": wage.HIGHEST_HOURS,
            "default": None,
            "description": "de uren werk waarbij de opvang van nu hoort",
        },
        "start": record(
            ("from",),
            {"from": {**DAY, "description": "de eerste van een maand"}},
            or_null=True,
            description="vanaf wanneer de andere uren ingaan",
        ),
        "carry_forward": {
            "type": "boolean",
            "default": False,
            "description": "reken met de laatste bekende bedragen waar die van het jaar er nog niet zijn",
        },
        "payroll_month": {"type": "integer", "minimum": 1, "maximum": 12, "default": 12},
        "explain": {"type": "boolean", "default": False, "description": "geef ook de stappen, met de wet erbij"},
        "fields": {
            "type": ["array", "null"],
            "minItems": 1,
            "maxItems": intake.MOST_FIELDS,
            "items": {"enum": _names_of_fields()},
            "description": "alleen deze uitkomsten: “disposable.month”, of alles onder een naam, zoals “zorgtoeslag”",
        },
        "shape": {
            "enum": [*intake.SHAPES, None],
            "default": "rows",
            "description": "“columns” geeft per uitkomst een lijst, met een waarde voor elk aantal uren",
        },
    }
    return record(("year", "people"), {key: known[key] for key in intake.KEYS})


def _names_of_fields() -> list[str]:
    """With the names above them."""
    known: dict[str, None] = {}
    for name in fields.names():
        for end in [match.start() for match in re.finditer(r"[.\[]", name)] + [len(name)]:
            known[name[:end]] = None
    return list(known)


AMOUNT: Schema = {"type": "number"}


def _amounts(*names: str) -> Schema:
    return {"type": "object", "required": list(names), "properties": dict.fromkeys(names, AMOUNT)}


def _part(part: Part) -> Schema:
    if part.sign < 0:
        return {f"{part.key}_year": AMOUNT}
    if not part.is_toeslag:
        return {part.key: _amounts("year")}
    shape = _amounts("month", "year", *part.bands)
    percent: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
    period = {
        "type": "object",
        "required": ["from", "to", "month"],
        "properties": {"from": {"type": "integer"}, "to": {"type": "integer"}, "month": AMOUNT},
    }
    more = {**dict.fromkeys(part.bands, percent), "periods": {"type": "array", "items": period}}
    return {part.key: {**shape, "properties": {**shape["properties"], **more}}}


def answer() -> Schema:
    """The output of the contract; keys may be added."""
    period = _amounts("month", "year")
    person = {
        "type": "object",
        "required": ["gross_year", "pension_premium_year", "taxable_wage_year", "payroll", "income_tax", "net_year"],
        "properties": {
            **dict.fromkeys(["gross_year", "pension_premium_year", "taxable_wage_year", "net_year"], AMOUNT),
            "payroll": _amounts(
                "gross_month", "pension_premium_month", "taxable_month", "loonheffing_month", "arbeidskorting_month",
                "net_month", "special_rate_percent", "holiday_pay_gross", "holiday_pay_net", "year_end_gross",
                "year_end_net",
            ),
            "income_tax": _amounts(
                "before_credits", "algemene_heffingskorting", "arbeidskorting",
                "inkomensafhankelijke_combinatiekorting", "ouderenkorting", "uitbetaalde_heffingskorting", "due",
                "settlement",
            ),
            "economic_independence": {
                **_amounts("net_work_month", "norm_month"),
                "description": "wat het werk netto per maand oplevert, en de norm: daarvanaf ben je economisch "
                "zelfstandig. Niet als de norm van het jaar onbekend is, of bij ander inkomen",
            },
            "business": _amounts("deductions", "mkb", "taxable_profit", "zvw_year"),
            "benefit": _amounts("year", "low_year", "high_year"),
        },
    }  # fmt: skip
    result = {
        "hours": {"type": ["number", "null"]},
        "people": {"type": "array", "minItems": 1, "maxItems": 2, "items": person},
        "toetsingsinkomen": AMOUNT,
        **{key: shape for part, _ in parts.with_slot() for key, shape in _part(part).items()},
        "disposable": period,
    }
    only_for_some = {
        "workdays": {"type": ["number", "null"]},
        "childcare": {
            "type": "object",
            "required": ["hours_per_month", "bill_month", "own_cost_month"],
            "properties": {
                "hours_per_month": {"type": "array", "items": AMOUNT},
                "bill_month": AMOUNT,
                "own_cost_month": AMOUNT,
            },
        },
        "range": _amounts("low", "high"),
    }
    step = {
        "type": "object",
        "required": ["hours", "rule", "person", "amount", "because", "law"],
        "properties": {
            "hours": {"type": ["number", "null"]},
            "rule": {"type": "string"},
            "person": {"type": ["integer", "null"]},
            "amount": AMOUNT,
            "because": {"type": "string"},
            "law": {"type": "string"},
        },
    }
    engine = {"type": "object", "required": ["version", "parameters"]}
    whole = {
        "year": {"type": "integer", "description": "het kalenderjaar"},
        "engine": {**engine, "description": "versie van de rekenregels en van de waarden"},
        "results": {
            "type": "array",
            "items": {"type": "object", "required": list(result), "properties": {**result, **only_for_some}},
            "description": "één uitkomst voor elk aantal uren dat je vroeg",
        },
        "columns": {
            "type": "object",
            "additionalProperties": {"type": "array"},
            "description": "in plaats van “results”, als je “columns” vroeg: per naam een lijst",
        },
        "steps": {"type": "array", "items": step, "description": "alleen met “explain”: elke stap in één zin"},
        "left_out": {"type": "array", "description": "onderdelen die we voor dit jaar niet kunnen uitrekenen"},
        "carried": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["part", "from_year"],
                "properties": {"part": {"type": "string"}, "from_year": {"type": "integer"}},
            },
            "description": "onderdelen met de laatste bekende bedragen, en uit welk jaar die zijn",
        },
        "warnings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "text", "person"],
                "properties": {
                    "code": {"type": "string"},
                    "text": {"type": "string"},
                    "person": {"type": ["integer", "null"]},
                },
            },
            "description": "wat je moet weten voordat je op de uitkomst afgaat",
        },
        "notes": {"type": "array", "items": {"type": "string"}, "description": "wat we aannamen en hoe zeker het is"},
    }
    return {"type": "object", "required": ["year", "engine", "results", "notes"], "properties": whole}


def _chosen() -> Schema:
    """Of who asked for some names only, or for columns."""
    whole = answer()
    results = whole["properties"]["results"]
    some = {**results, "items": {"type": "object"}}
    return {
        **whole,
        "required": [name for name in whole["required"] if name != "results"],
        "properties": {**whole["properties"], "results": some},
        "oneOf": [{"required": ["results"]}, {"required": ["columns"]}],
    }


def problem() -> Schema:
    fault = {
        "type": "object",
        "required": ["path", "message"],
        "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
    }
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "faults": {"type": "array", "items": fault},
        },
    }


def _problem(description: str) -> Schema:
    return {"description": description, "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}}


@remembered
def document() -> Schema:
    """OpenAPI 3.1."""

    def json(name: str) -> Schema:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}

    names = ("answer", "chosen")
    either = {"application/json": {"schema": {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in names]}}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "WerkUrenBerekenaar",
            "version": VERSION,
            "description": "Wat houdt een huishouden over bij meer of minder uren werk? Er wordt niets bewaard.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/api/v1/berekening": {
                "post": {
                    "operationId": "bereken",
                    "summary": "Reken een huishouden door",
                    "requestBody": {"required": True, "content": json("question")},
                    "responses": {
                        "200": {"description": "De uitkomst; met “fields” of “shape” wat je vroeg", "content": either},
                        "413": _problem("Het document is groter dan 64 kB"),
                        "415": _problem("De inhoud is geen application/json"),
                        "422": _problem("Er klopt iets niet; per fout de plek en wat wel mag"),
                        "429": _problem("Te veel achter elkaar; wacht zo lang als Retry-After zegt"),
                    },
                }
            }
        },
        "components": {
            "schemas": {"question": question(), "answer": answer(), "chosen": _chosen(), "problem": problem()}
        },
    }


def input_keys() -> list[tuple[str, bool, str]]:
    """(path, whether it must be there, what it is) for every key of a question that says what it is."""
    return list(_rows(question(), ""))


def output_keys() -> list[tuple[str, bool, str]]:
    return list(_rows(answer(), ""))


def _rows(schema: Schema, path: str) -> Iterator[tuple[str, bool, str]]:
    for key, inner in schema.get("properties", {}).items():
        here = f"{path}.{key}" if path else key
        if "description" in inner:
            yield here, key in schema.get("required", []), inner["description"]
        if inner.get("type") == "array" and "properties" in inner.get("items", {}):
            yield from _rows(inner["items"], f"{here}[]")
        else:
            for shape in [inner, *inner.get("oneOf", [])]:
                yield from _rows(shape, here)
