"""Where a fault that the engine found belongs in the questions. The forms leave little for it to find."""

from calculator.household.intake.faults import Faults
from calculator.web.forms.answers import BY_SLUG, STEPS, Answers, Step

STEP_OF_KEY = {"children": "kinderen", "housing": "wonen", "assets": "overig"}


def tell(faults: Faults, answers: Answers) -> Step:
    """Put each fault above the questions that it is about; gives the step to go back to."""
    steps = [step_to_blame(fault.path, answers) for fault in faults.faults]
    for fault, step in zip(faults.faults, steps, strict=True):
        form = answers.form(step)
        inner = getattr(form, "forms", None)
        (inner[0] if inner else form).add_error(None, fault.message)
    return min(steps, key=STEPS.index)


def step_to_blame(path: str, answers: Answers) -> Step:
    """A step that wasn't answered has nothing to put right, so then it's the first."""
    if path.startswith("people[1]"):
        step = BY_SLUG["partner"]
    else:
        step = BY_SLUG[STEP_OF_KEY.get(path.partition(".")[0].partition("[")[0], "werk")]
    return step if answers.is_answered(step) else STEPS[0]
