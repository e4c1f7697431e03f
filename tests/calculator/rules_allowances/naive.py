"""The same rules once more, the slow way: one household at a time, straight from the law text, with fractions and
with figures of their own. Nothing here is shared with what it checks."""

from fractions import Fraction
from math import floor


def half_up(number):
    return floor(number + Fraction(1, 2))


def granted(year_amount):
    """Awir art. 14 lid 4 and 5."""
    rounded = half_up(year_amount)
    return rounded if rounded >= 24 else 0


def zorgtoeslag_2026(income, *, partner):
    """Whole euros (a year, a month)."""
    drempel = 29736
    percentage = Fraction("4.289") if partner else Fraction("1.912")
    normpremie = percentage / 100 * drempel
    if income > drempel:
        normpremie += Fraction("13.730") / 100 * (income - drempel)
    year = granted((2 if partner else 1) * 2119 - normpremie)
    return year, year // 12


def slices(rent, own, *, people):
    """Wht art. 21: all up to 498.20, 65 % up to the aftoppingsgrens, 40 % above it."""
    top = Fraction("713.02") if people <= 2 else Fraction("764.14")
    amount = Fraction(0)
    if rent > own:
        amount += min(rent, Fraction("498.20")) - own
    if rent > Fraction("498.20"):
        amount += Fraction(65, 100) * (min(rent, top) - Fraction("498.20"))
    if rent > top:
        amount += Fraction(40, 100) * (rent - top)
    return amount


def huurtoeslag_2026(income, rent_cents, *, people, young):
    """Whole euros (a year, a month)."""
    highest = Fraction("498.20") if young else Fraction("932.93")
    rent = min(Fraction(rent_cents, 100), highest)
    own = Fraction("202.52") if people == 1 else Fraction("200.71")
    ijkpunt, percent = (23425, 27) if people == 1 else (31500, 22)
    month = slices(rent, own, people=people)
    if income > ijkpunt:
        month -= Fraction(percent, 100) / 12 * (income - ijkpunt)
    month = max(month, Fraction(0))
    year = granted(12 * month)
    return year, floor(month) if year else 0


PARABOLA_2025 = {
    # minimum_inkomensijkpunt, own share up to it, a, b
    "one": (22700, Fraction("199.05"), Fraction("4.38698") / 10**7, Fraction("0.000446392665")),
    "more": (30450, Fraction("197.24"), Fraction("2.98184") / 10**7, Fraction("-0.001382497146")),
}


def huurtoeslag_2025(income, rent_cents, *, people, young):
    """Whole euros (a year, a month)."""
    rent = Fraction(rent_cents, 100)
    if rent > (Fraction("477.20") if young else Fraction("900.07")):
        return 0, 0
    ijkpunt, own, a, b = PARABOLA_2025["one" if people == 1 else "more"]
    if income > ijkpunt:
        norm = a * income * income + b * income
        own = Fraction(-floor(-norm * 100), 100) - Fraction("37.14")
    kwaliteit, top = Fraction("477.20"), Fraction("682.96") if people <= 2 else Fraction("731.93")
    month = max(min(rent, kwaliteit) - own, Fraction(0))
    month += Fraction(65, 100) * max(min(rent, top) - max(kwaliteit, own), Fraction(0))
    month += Fraction(40, 100) * max(rent - max(top, own), Fraction(0))
    year = granted(12 * month)
    return year, floor(month) if year else 0


def kindgebonden_budget_2026(income, ages, *, partner):
    """Whole euros (a year, a month), for children who keep their age all year."""
    most = 2580 * len(ages) + 724 * sum(12 <= age <= 15 for age in ages) + 964 * sum(age >= 16 for age in ages)
    if not partner and ages:
        most += 3416
    threshold = 29736 + (9405 if partner else 0)
    year = max(most - Fraction("7.60") / 100 * max(income - threshold, 0), Fraction(0))
    return granted(year), floor(year / 12) if granted(year) else 0
