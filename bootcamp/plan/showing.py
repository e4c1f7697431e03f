"""What of a plan other schools see on the Ontwikkelplein: the parts that its school chose.

What isn't shown is taken out of the answers themselves, so that no sentence, sum or picture made of them tells it.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from bootcamp.plan import sheets
from bootcamp.plan.models import Plan
from bootcamp.plan.parts import ACTIONS, MONEY, NAMES, PARTS, part_of
from bootcamp.plan.sheets import PlanSheet

AN_AMOUNT = re.compile(r"€|\b(?:euro|eur)\b|\b\d{1,3}\.\d{3}\b|\b\d{5,}\b", re.IGNORECASE)


def of(plan: Plan) -> PlanSheet:
    """The plan as others read it; from `for_reading()` it needs no query more."""
    return shown(sheets.of(plan), plan.shown_parts)


def shown(sheet: PlanSheet, chosen: Collection[str]) -> PlanSheet:
    answers = {key: text for key, text in sheet.answers.items() if part_of(key) in chosen}
    actions = sheet.actions if ACTIONS in chosen else []
    if MONEY not in chosen:
        answers = {key: text for key, text in answers.items() if not AN_AMOUNT.search(text)}
        actions = [action for action in actions if not AN_AMOUNT.search(f"{action['what']} {action['who']}")]
    if NAMES not in chosen:
        actions = [{**action, "who": ""} for action in actions]
    hidden = tuple(part.key for part in PARTS if part.key not in chosen)
    return replace(sheet, answers=answers, actions=actions, hidden=hidden)
