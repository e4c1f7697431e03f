"""Payroll and income tax of one person."""

from datetime import date
from fractions import Fraction

from tests.calculator.naive_year.values import ceil, cents_down, floor, half_up, in_year


def group(born, year):
    cohort = in_year("aow_leeftijd", year)
    if born > cohort["geboren_tot_en_met"]:
        return "onder_aow"
    return "aow_geboren_voor_1946" if born < date(1946, 1, 1) else "aow"


def _column(block, groep):
    return block["onder_aow" if groep == "onder_aow" else "aow"]


def general_credit(year, income, groep):
    block = in_year("algemene_heffingskorting", year)
    if income > block["nihil_boven"]:
        return 0
    column = _column(block, groep)
    return max(0, ceil(column["maximum"] - column["afbouw"] / 100 * max(0, income - block["afbouw_vanaf"])))


def work_credit(year, wage, groep):
    block = in_year("arbeidskorting", year)
    column = _column(block, groep)
    if wage > block["nihil_boven"]:
        return 0
    credit = min(column["eerste_opbouw"] / 100 * wage, column["eerste_maximum"])
    credit += column["tweede_opbouw"] / 100 * max(0, wage - block["tweede_opbouw_vanaf"])
    credit = min(credit, column["tweede_maximum"])
    credit += column["derde_opbouw"] / 100 * max(0, wage - block["derde_opbouw_vanaf"])
    credit = min(credit, column["maximum"])
    return max(0, ceil(credit - column["afbouw"] / 100 * max(0, wage - block["afbouw_vanaf"])))


def elderly_credit(year, income, groep):
    block = in_year("ouderenkorting", year)
    if groep == "onder_aow" or income > block["nihil_boven"]:
        return 0
    return max(0, ceil(block["maximum"] - block["afbouw"] / 100 * max(0, income - block["afbouw_vanaf"])))


def combination_credit(year, wage, groep):
    block = in_year("combinatiekorting", year)
    column = block if groep == "onder_aow" else block.get("aow")
    if column is None:
        return 0
    return min(column["maximum"], ceil(column["opbouw"] / 100 * max(0, wage - block["drempel"])))


def disabled_credit(year):
    block = in_year("jonggehandicaptenkorting", year)
    return 0 if block is None else block["bedrag"]


def brackets(year, income, groep):
    lower = Fraction(0)
    for row in in_year("schijven", year)[groep]:
        upper = row.get("tot", max(income, lower))
        yield max(0, min(income, upper) - lower) * row["tarief"] / 100
        lower = upper


def month_tax(year, wage, groep, *, credit, disabled=False):
    block, wage = in_year("loonheffing", year), max(0, wage)
    top_month = Fraction(ceil(block["hoogste_jaarloon"] * 100 / 12), 100)
    yearly = min(floor(12 * wage / block["stap_jaarloon"]) * block["stap_jaarloon"], block["hoogste_jaarloon"])
    if wage > top_month:
        yearly = block["hoogste_jaarloon"]
    tax = sum(floor(part) for part in brackets(year, yearly, groep))
    if credit:
        tax -= general_credit(year, yearly, groep) + work_credit(year, yearly, groep)
        tax -= elderly_credit(year, yearly, groep) + (disabled_credit(year) if disabled else 0)
    above = cents_down(max(0, wage - top_month) * block["tarief_daarboven"] / 100)
    return half_up(Fraction(max(0, tax)) / 12) + above


def special_percent(year, yearly, groep, *, credit):
    rows = in_year("bijzondere_beloningen", year)["rijen"]
    without, standard, offset = [row for row in rows if row["vanaf"] <= floor(yearly)][-1][groep]
    return max(Fraction(0), standard + offset) if credit else without


def home(year, woz, interest):
    """(balance, costs) of the household, whole euros; None where the year has no forfait."""
    block = in_year("eigen_woning", year)
    if block is None:
        return None
    villa = block["villa"]
    if woz > villa["boven"]:
        forfait = floor(villa["bedrag"] + (woz - villa["boven"]) * villa["percentage"] / 100)
    else:
        bands = [band for band in block["forfait"] if woz > band["boven"]] or block["forfait"][:1]
        forfait = floor(woz * bands[-1]["percentage"] / 100)
    costs = ceil(interest)
    return forfait - costs - ceil(max(0, forfait - costs) * block["hillen"] / 100), costs


def capped_deduction(year, income, costs):
    """The tariefsaanpassing: extra tax over interest that fell in the top bracket."""
    block = in_year("eigen_woning", year)
    if block is None or not costs:
        return 0
    in_top = min(costs, income + costs - block["tariefsaanpassing_boven"])
    return floor(max(0, in_top) * block["tariefsaanpassing"] / 100)


def assess(year, people, *, young_child, balances, costs):
    """What each of one or two people owes. `people`: dictionaries with born, groep, wage, income, disabled."""
    alone, wages = len(people) == 1, [person["wage"] for person in people]
    oldest = min(range(len(people)), key=lambda number: people[number]["born"])
    sheets = []
    for number, person in enumerate(people):
        income, groep = person["income"] + balances[number], person["groep"]
        tax = floor(sum(brackets(year, max(0, income), groep))) + capped_deduction(year, income, costs[number])
        lowest = alone or (wages[number], number != oldest) < (wages[1 - number], 1 - number != oldest)
        general, work = general_credit(year, income, groep), work_credit(year, person["wage"], groep)
        combination = combination_credit(year, person["wage"], groep) if young_child and lowest else 0
        credits = general + work + combination + elderly_credit(year, income, groep)
        if alone and groep != "onder_aow":
            credits += in_year("ouderenkorting", year)["alleenstaand"]
        credits += disabled_credit(year) if person["disabled"] else 0
        sheets.append(
            {"income": income, "tax": tax, "left": tax - credits, "general": general, "rest": work + combination}
        )
    return [
        {**sheet, "due": max(0, sheet["left"]) - (0 if alone else _paid_out(year, people[n], sheet, sheets[1 - n]))}
        for n, sheet in enumerate(sheets)
    ]


def _paid_out(year, person, sheet, partner):
    block = in_year("uitbetaling_heffingskorting", year)
    share = block["algemeen_geboren_voor_1963" if person["born"] < date(1963, 1, 1) else "algemeen"]
    level = ceil((share * sheet["general"] + block["overig"] * sheet["rest"]) / 15)
    return min(max(0, level - sheet["tax"]), max(0, partner["left"]))
