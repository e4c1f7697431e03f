"""Allowances of one household over a year; nothing where the year has no values."""

from datetime import date
from fractions import Fraction

from tests.calculator.naive_year.values import ceil, exact, half_up, in_year, on, table


def granted(exact_year):
    whole = half_up(exact_year, 1)
    return 0 if whole < 24 else whole


def _too_rich(block, *, partner, assets):
    return assets > block["vermogensgrens_samen" if partner else "vermogensgrens_alleen"]


def zorgtoeslag(year, income, *, partner, assets):
    block = in_year("zorgtoeslag", year)
    if block is None or _too_rich(block, partner=partner, assets=assets):
        return 0
    threshold = block["drempelinkomen"]
    norm = block["normpremie_samen" if partner else "normpremie_alleen"] / 100 * threshold
    norm += block["afbouw"] / 100 * max(0, income - threshold)
    return granted((2 if partner else 1) * block["standaardpremie"] - norm)


def huurtoeslag(year, income, *, people, partner, assets, rent, service, aow, young):
    block = in_year("huurtoeslag", year)
    if block is None or _too_rich(block, partner=partner, assets=assets):
        return 0
    kind = "een" if people == 1 else "meer"
    limit = block["kwaliteitskortingsgrens" if young else "maximale_huur"]
    counted, taper = rent + min(service, block["servicekosten_maximum"]), 0
    if "rechte_lijn" in block:
        line = block["rechte_lijn"][kind]
        counted, own = min(counted, limit), line["basishuur"]
        taper = line["afbouw"] / 100 * max(0, income - line["minimum_inkomensijkpunt"])
    else:
        curve = block["parabool"].get(f"{kind}_ouderen" if block["ouderen_apart"] and aow else kind)
        if counted > limit or curve is None:
            return 0
        own = curve["minimum_normhuur"]
        if income > curve["minimum_inkomensijkpunt"]:
            own = Fraction(ceil(100 * (curve["a"] * income * income + curve["b"] * income)), 100)
        own += block["opslag"]
    quality = block["kwaliteitskortingsgrens"]
    capping = block["aftoppingsgrens_laag" if people <= 2 else "aftoppingsgrens_hoog"]
    month = max(0, min(counted, quality) - own)
    month += max(0, min(counted, capping) - max(quality, own)) * Fraction(65, 100)
    if block["deel_boven_aftoppingsgrens_voor_iedereen"] or people == 1 or aow:
        month += max(0, counted - max(capping, own)) * Fraction(40, 100)
    return granted(max(0, 12 * month - taper))


def kindgebonden_budget(year, income, births, *, partner, assets):
    block = in_year("kindgebonden_budget", year)
    if _too_rich(block, partner=partner, assets=assets):
        return 0
    reduction = block["afbouw"] / 100 * max(0, income - block["drempel_samen" if partner else "drempel_alleen"])
    if "tweede_drempel" in block:
        steeper = block["afbouw_boven_tweede_drempel"] - block["afbouw"]
        reduction += steeper / 100 * max(0, income - block["tweede_drempel"])
    total = Fraction(0)
    for month in range(1, 13):
        ages = [12 * (year - born.year) + month - born.month for born in births]
        ages = [age for age in ages if 0 < age <= 18 * 12]
        if not ages:
            continue
        amount = sum(block[f"kind_{number}" if number <= 3 else "kind_volgend"] for number in range(1, len(ages) + 1))
        amount += block["extra_12_tot_en_met_15"] * sum(144 < age <= 192 for age in ages)
        amount += block["extra_16_en_17"] * sum(age > 192 for age in ages)
        amount += 0 if partner else block["alleenstaande_ouderkop"]
        total += max(0, amount - reduction) / 12
    return granted(total)


def kinderbijslag(year, births):
    total = Fraction(0)
    for month in (1, 4, 7, 10):
        day = date(year, month, 1)
        block = on("kinderbijslag", day)
        if block is None:
            return 0
        for born in births:
            age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
            if born <= day and age < 18:
                total += block[
                    "tot_en_met_5" if age < 6 else "van_6_tot_en_met_11" if age < 12 else "van_12_tot_en_met_17"
                ]
    return total


def childcare(year, income, children, *, both_work, worked_month):
    """(allowance, bill). `children`: (born, list of care); `worked_month`: hours of who works least, or None."""
    block = in_year("kinderopvangtoeslag", year)
    capped = block is not None and "uren_per_gewerkt_uur" in block
    known = block is not None and not (capped and worked_month is None)
    row = [row for row in table(block["tabel"]) if int(row["inkomen_vanaf"]) <= income][-1] if known else None
    allowance = bill = Fraction(0)
    for month in range(12 * year, 12 * year + 12):
        costs = []
        for born, cares in children:
            begin, school = 12 * born.year + born.month - 1, 12 * (born.year + 12 + (born.month >= 10)) + 7
            if not begin < month < school or not cares:
                continue
            slots, left, counted = [], Fraction(230), Fraction(0)
            for care in cares:
                hours, rate = exact(care["hours_per_month"]), exact(care["hourly_rate"])
                bill += hours * rate
                if not known:
                    continue
                if capped:
                    at_school = care["kind"] == "bso" or (care["kind"] == "gastouder" and month >= begin + 48)
                    hours = min(hours, worked_month * Fraction(70 if at_school else 140, 100))
                slots.append((min(rate, block["maximale_uurprijs"][care["kind"]]), hours))
            for rate, hours in sorted(slots, reverse=True):
                counted += min(hours, left) * rate
                left -= min(hours, left)
            costs.append((230 - left, counted))
        for number, (_, counted) in enumerate(sorted(costs, reverse=True)):
            percent = row and row["volgend_kind" if number else "eerste_kind"]
            allowance += counted * exact(percent or 0) / 100
    return (granted(allowance) if both_work else 0), half_up(bill)
