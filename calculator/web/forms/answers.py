"""All that a visitor typed so far. It lives in the pages themselves: each one carries it on in hidden fields.

A step that wasn't reached has no fields in the data; then the answer goes without it, and the page says what
was taken for granted in its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.forms import Form
from django.http import QueryDict

from calculator.web.forms.base import number
from calculator.web.forms.children import ChildFormSet
from calculator.web.forms.home import HomeForm
from calculator.web.forms.partner import PartnerForm
from calculator.web.forms.rest import RestForm
from calculator.web.forms.work import WorkForm


@dataclass(frozen=True)
class Step:
    slug: str
    prefix: str
    """What the names of its fields start with."""
    title: str
    short: str
    form: type
    onward: str
    """What the button on the step before says."""


STEPS = (
    Step("werk", "work-", "Je werk en je loon", "Werk en loon", WorkForm, "Terug naar werk en loon"),
    Step("partner", "partner-", "Je partner", "Partner", PartnerForm, "Verder naar partner"),
    Step("kinderen", "children-", "Kinderen en opvang", "Kinderen en opvang", ChildFormSet, "Verder naar kinderen"),
    Step("wonen", "home-", "Hoe je woont", "Wonen", HomeForm, "Verder naar wonen"),
    Step("overig", "rest-", "Spaargeld en de rest", "Spaargeld", RestForm, "Verder naar spaargeld"),
)
BY_SLUG = {step.slug: step for step in STEPS}
LONGEST_VALUE = 200
MENU, PICKED, SHEET = "keuzemenu", "keuze", "blad"
"""The code of a board's menu, what was picked from it, and which paper is asked for."""
MOST_PICKED = 20
SKIPPED = "overgeslagen"
"""The name under which a page carries the questions of the board that were skipped."""


def shortened(typed: str) -> str:
    """Nothing that means something is longer than this; what is cut off gets a sign, so that it can't become right."""
    return typed if len(typed) <= LONGEST_VALUE else f"{typed[:LONGEST_VALUE]}…"


class Answers:
    """What was typed, step by step, and what it means once it's all right."""

    def __init__(self, data: QueryDict, *, year: int):
        self.data, self.year = data, year

    def is_answered(self, step: Step) -> bool:
        return step.prefix in self._prefixes

    @cached_property
    def _prefixes(self) -> set[str]:
        return {f"{name.partition('-')[0]}-" for name in self.data if "-" in name}

    def form(self, step: Step):
        """The form of a step: with what was typed, or with its defaults."""
        return self.forms[step.slug]

    @cached_property
    def forms(self) -> dict:
        return {step.slug: step.form(self.data if self.is_answered(step) else None, year=self.year) for step in STEPS}

    def is_valid(self, step: Step) -> bool:
        return not self.is_answered(step) or self.form(step).is_valid()

    @cached_property
    def first_wrong(self) -> Step | None:
        """The first step to go back to; work and pay can't be left out."""
        if not self.is_answered(STEPS[0]):
            return STEPS[0]
        return next((step for step in STEPS if not self.is_valid(step)), None)

    @property
    def skipped(self) -> list[str]:
        asked = self.data.get(SKIPPED, "")[:LONGEST_VALUE].split()
        return [slug for slug in dict.fromkeys(asked) if slug in BY_SLUG]

    def carried(self, *, beside: Step | None = None) -> Iterator[tuple[str, str]]:
        """What a page has to carry on in hidden fields, exactly as typed: all steps but the one it shows."""
        for step in STEPS:
            if step is not beside and self.is_answered(step):
                yield from self._typed(step)
        if self.skipped:
            yield SKIPPED, " ".join(self.skipped)
        if self.menu_code:
            yield MENU, self.menu_code
            yield from ((PICKED, key) for key in self.picked)

    @property
    def menu_code(self) -> str:
        """Of the menu that someone came in with, if any."""
        return shortened(self.data.get(MENU, ""))

    @property
    def picked(self) -> list[str]:
        return [shortened(key) for key in dict.fromkeys(self.data.getlist(PICKED)[:MOST_PICKED])]

    @property
    def asks_menu_paper(self) -> bool:
        return bool(self.menu_code) and self.data.get(SHEET) == MENU

    def _typed(self, step: Step) -> Iterator[tuple[str, str]]:
        form = self.form(step)
        inner = form.forms if isinstance(form, ChildFormSet) else [form]
        if isinstance(form, ChildFormSet):
            yield "children-TOTAL_FORMS", str(len(form.forms))
            yield "children-INITIAL_FORMS", "0"
        for one in inner:
            for name in one.fields:
                key = one.add_prefix(name)
                if key in self.data:
                    yield key, shortened(self.data[key])

    # What it means; only asked once `first_wrong` is None.

    def cleaned(self, slug: str) -> Form | None:
        """The form of a step that was answered."""
        return self.forms[slug] if self.is_answered(BY_SLUG[slug]) else None

    @property
    def now(self) -> Decimal:
        return self.forms["werk"].cleaned_data["hours_now"]

    @property
    def wish(self) -> Decimal:
        return self.forms["werk"].cleaned_data["hours_wish"]

    @property
    def has_partner(self) -> bool:
        form = self.cleaned("partner")
        return form is not None and form.has_partner

    def document(self) -> dict:
        """The household as the engine's contract writes it."""
        work, partner, children, home, rest = (self.cleaned(step.slug) for step in STEPS)
        me = work.person() | (rest.person(in_primary=work.in_primary) if rest else {}) | work.fund()
        people = [me, *([partner.person()] if self.has_partner else [])]
        return {
            "year": self.year,
            "people": people,
            "children": children.children(number(self.wish)) if children else [],
            "housing": home.housing() if home else {"kind": "none"},
            **({"others": others} if home and (others := home.others()) else {}),
            **(rest.household() if rest else {}),
            **work.start(),
            "hours": [number(self.now), number(self.wish)],
            "carry_forward": True,
        }
