"""What a visitor types, by the names of the fields."""

WORK = {
    "work-kind": "scale",
    "work-scale": "LB",
    "work-step": "8",
    "work-hours_now": "28",
    "work-hours_wish": "32",
}
PARTNER = {
    "partner-kind": "partner",
    "partner-pay": "gross",
    "partner-month": "3.400",
    "partner-hours": "32",
    "partner-pension": "none",
}
CHILDREN = {
    "children-TOTAL_FORMS": "2",
    "children-INITIAL_FORMS": "0",
    "children-0-born": "12-4-2019",
    "children-0-care": "bso",
    "children-0-hours": "40",
    "children-0-rate": "9,80",
    "children-1-born": "3-9-2021",
    "children-1-care": "bso",
    "children-1-hours": "40",
    "children-1-rate": "9,80",
}
HOME = {"home-kind": "rent", "home-rent": "780"}
REST = {"rest-assets": "12.000", "rest-pension": "abp", "rest-tax_credit": "yes"}
DEBT = {
    "rest-debt": "21.000",
    "rest-debt_scheme": "sf15",
    "rest-km": "23",
    "rest-km_cost": "0,31",
    "rest-km_paid": "0,12",
}
FAMILY = {**WORK, **PARTNER, **CHILDREN, **HOME, **REST}


def to_outcome(typed: dict, **changes) -> dict:
    return {**typed, "naar": "uitkomst", **changes}


def many_children(number: int) -> dict:
    """The longest answer there can be: all kinds of care, one child after the other."""
    kinds = ("dagopvang", "bso", "gastouder")
    children = {"children-TOTAL_FORMS": str(number), "children-INITIAL_FORMS": "0"}
    for place in range(number):
        children |= {
            f"children-{place}-born": f"{place + 1}-4-{2012 + place}",
            f"children-{place}-care": kinds[place % 3],
            f"children-{place}-hours": f"{30 + 10 * place}",
        }
    return children
