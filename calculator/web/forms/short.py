"""Answers for a link: without what goes without saying, and whole again once the link is opened."""

from collections.abc import Iterator

from django.forms import Field
from django.http import QueryDict

from calculator.web.forms.answers import STEPS, Answers, Step
from calculator.web.forms.base import StepForm
from calculator.web.forms.children import ChildFormSet

FROM_LINK = "uit-link"
"""Under this name a page says that the answers come from a link."""
COUNT_BEFORE = "children-INITIAL_FORMS"
"""Always 0."""


def needless(answers: Answers) -> list[str]:
    """Names that a link can leave out: what stands there is the default, or another answer makes it needless. Of every
    step something stays, to say that it was answered. Only asked once all answers are right."""
    left_out = [COUNT_BEFORE]
    assert answers.first_wrong is None
    for step in filter(answers.is_answered, STEPS):
        names = [name for form in _forms(answers, step) for name in _of_form(form)]
        carried = [name for name, _ in answers.carried() if name.startswith(step.prefix)]
        left_out += names if set(carried) - set(names) else names[1:]
    return left_out


def _of_form(form: StepForm) -> Iterator[str]:
    hidden = form.needless()
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if key in form.data and (name in hidden or form.data[key] == _default(field)):
            yield key


def filled_in(data: QueryDict, *, year: int) -> QueryDict:
    """The answers of a link, with the defaults in the steps that it has something of."""
    whole = data.copy()
    if "children-TOTAL_FORMS" in whole:
        whole.setdefault(COUNT_BEFORE, "0")
    answers = Answers(whole.copy(), year=year)
    for step in filter(answers.is_answered, STEPS):
        for form in _forms(answers, step):
            for name, field in form.fields.items():
                whole.setdefault(form.add_prefix(name), _default(field))
    return whole


def _forms(answers: Answers, step: Step) -> list[StepForm]:
    form = answers.form(step)
    return form.forms if isinstance(form, ChildFormSet) else [form]


def _default(field: Field) -> str:
    return "" if field.initial is None else str(field.initial)
