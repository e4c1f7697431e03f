"""What visitors could have typed in the five steps, as a browser sends it: names and texts."""

from django.http import QueryDict

from calculator.web.forms.answers import Answers

YEAR = 2026


def work(now="28", wish="32", **changes):
    """A teacher in LB, step 8."""
    return _step("work", {"kind": "scale", "scale": "LB", "step": "8", "hours_now": now, "hours_wish": wish}, changes)


def gross(month, now="28", wish="32", **changes):
    """Someone in primary education who types what the payslip says."""
    return _step("work", {"kind": "gross", "month": month, "hours_now": now, "hours_wish": wish}, changes)


def elsewhere(month, now="28", wish="32", **changes):
    """Someone outside primary education, with a full time of 36 hours."""
    fields = {"kind": "other", "month": month, "fulltime_hours": "36", "holiday_percent": "8", "year_end_percent": "0"}
    return _step("work", {**fields, "hours_now": now, "hours_wish": wish}, changes)


def in_sector(cao, place, now="28", wish="32", **changes):
    """Someone of another sector, at a scale and step of its table: "LC-5"."""
    fields = {"kind": "other", "sector": f"cao-{cao}", f"place_{cao}": place}
    return _step("work", {**fields, "hours_now": now, "hours_wish": wish}, changes)


def on_pay(sector, month="2.600", now="28", wish="32", **changes):
    """Someone in kinderopvang or zorg who types what the payslip says."""
    fields = {"kind": "other", "sector": f"pay-{sector}", "month": month, "holiday_percent": "8"}
    fields |= {"year_end_percent": "8,33", "hours_now": now, "hours_wish": wish}
    return _step("work", fields, changes)


def partner(month="3.400", hours="36", **changes):
    """A partner with a wage from another employer."""
    return _step("partner", {"kind": "partner", "pay": "gross", "month": month, "hours": hours}, changes)


def partner_with(pay, **changes):
    return _step("partner", {"kind": "partner", "pay": pay}, changes)


def no_partner():
    return {"partner-kind": "none"}


def children(*ones):
    """Each child as a date of birth, or that with the kind, the hours and the rate of its care, and maybe those of a
    second care."""
    fields = {"children-TOTAL_FORMS": str(len(ones)), "children-INITIAL_FORMS": "0"}
    for number, one in enumerate(ones):
        born, kind, hours, rate, *second = (one, "none", "", "") if isinstance(one, str) else one
        typed = {"born": born, "care": kind, "hours": hours, "rate": rate}
        typed |= dict(zip(("care2", "hours2", "rate2"), second, strict=False))
        fields |= _step(f"children-{number}", typed, {})
    return fields


def parents_apart(where="there", *ones):
    """Children of whom the other parent gets the kinderbijslag."""
    fields = children(*ones)
    for number in range(len(ones)):
        fields |= _step(f"children-{number}", {"kinderbijslag": "other", "lives": where}, {})
    return fields


def rent(amount="780", service="30", **changes):
    return _step("home", {"kind": "rent", "rent": amount, "service": service}, changes)


def rent_with(mate, income="20.000", **changes):
    """Someone else lives in."""
    return rent() | _step("home", {"mate": mate, "mate_income": income}, changes)


def own_home(woz="380.000", interest="6.400"):
    return _step("home", {"kind": "own", "woz": woz, "interest": interest}, {})


def other_home():
    return {"home-kind": "none"}


def rest(**changes):
    return _step("rest", {"assets": "12.000", "pension": "abp", "tax_credit": "yes"}, changes)


def answers(*steps, year=YEAR):
    """Everything that was typed so far, in a page of `year`."""
    data = QueryDict(mutable=True)
    for step in steps or (work(),):
        for name, value in step.items():
            data[name] = value
    return Answers(data, year=year)


def _step(prefix, fields, changes):
    return {f"{prefix}-{name}": value for name, value in {**fields, **changes}.items()}
