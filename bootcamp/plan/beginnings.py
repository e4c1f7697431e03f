"""What other rooms do when a plan begins: what they know of its school goes on it then.

@beginnings.register
def of_new_plan(plan): ...
"""

from collections.abc import Callable

from bootcamp.plan.models import Plan

Beginning = Callable[[Plan], None]
REGISTERED: list[Beginning] = []


def register(beginning: Beginning) -> Beginning:
    REGISTERED.append(beginning)
    return beginning
