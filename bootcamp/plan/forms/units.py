"""A form for each unit on a page: one question, or one action.

Its names: `team` or `a-<uuid>-what`; what stood there before in `…-was`; the version that was seen in `…-v`; and after
a conflict the choice in `…-keuze`. A unit is on the page when its version is, so a page with script may send only what
changed. No formset: two people may add an action at once, so a row goes by its key, not by its number.
"""

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from bootcamp.plan import questions
from bootcamp.plan.forms.fields import EMPTY, LineField, MonthField, month_in_words
from bootcamp.plan.models import TEXT, WHO, PlanAction, TypedText
from bootcamp.plan.saving import Conflict, Write
from portal.text.numbers import number_in

ACTION = re.compile(r"a-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})-v")
MINE, THEIRS, UNDECIDED = "mijn", "hun", "nog niet"
TAKEN_AWAY = "deze actie weghalen"
NO_ACTION = "Schrijf op wat je gaat doen. Of haal de actie weg."


class UnitForm(forms.Form):
    """As it was posted, or as it is stored in `row`. Renders itself by its template, on the page and for the script."""

    named = "{}"
    use_required_attribute = False
    removes = False
    conflict: Conflict | None = None
    mine_shown = theirs_shown = ""

    def __init__(
        self,
        unit: str,
        *,
        goal: int | None = None,
        row: TypedText | None = None,
        posted: Mapping[str, str] | None = None,
    ):
        self.unit, self.goal, self.row = unit, goal, row
        super().__init__(posted, prefix=self.named.format(unit), auto_id="%s", initial=row.parts if row else None)
        stored = row.version if row else 0
        self.version = number_in(self.data.get(f"{self.prefix}-v", "")) if self.is_bound else stored
        # Nothing is asked of a row that stays empty.
        self.empty_permitted = not self.version

    def add_initial_prefix(self, field_name: str) -> str:
        return f"{self.add_prefix(field_name)}-was"

    @property
    def choice(self) -> str:
        """Which text stays, of a conflict that was shown; it counts only with the button that belongs to it."""
        chosen = self.data.get(f"{self.prefix}-keuze", "")
        if not chosen:
            return ""
        return chosen if chosen in (MINE, THEIRS) and self.data.get("kies") == self.prefix else UNDECIDED

    @property
    def asks_nothing(self) -> bool:
        """What the other wrote may stay; what never was in the plan goes."""
        return self.choice == THEIRS or (self.removes and not self.version)

    @property
    def write(self) -> Write:
        typed = {} if self.removes else self.cleaned_data
        return Write(
            self.unit,
            typed,
            was={part: self.data.get(self[part].html_initial_name, "") for part in typed},
            version=self.version,
            goal=self.goal,
            removes=self.removes,
            insists=self.choice == MINE,
            undecided=self.choice == UNDECIDED,
        )

    def beside(self, conflict: Conflict) -> "UnitForm":
        """With what this person typed, having seen what the other wrote."""
        theirs = conflict.theirs.parts
        mine, seen = {**theirs, **conflict.mine.typed}, {f"{self.prefix}-v": str(conflict.theirs.version)}
        for part in self.fields:
            seen |= {self.add_prefix(part): mine[part], self.add_initial_prefix(part): theirs[part]}
        form = type(self)(self.unit, goal=self.goal, row=self.row, posted=seen)
        form.conflict = conflict
        form.mine_shown = TAKEN_AWAY if conflict.mine.removes else self.in_words(mine)
        form.theirs_shown = TAKEN_AWAY if conflict.theirs.is_removed else self.in_words(theirs)
        return form

    def in_words(self, parts: Mapping[str, str]) -> str:
        raise NotImplementedError


class AnswerForm(UnitForm):
    template_name = "bootcamp/plan/_question.html"

    def __init__(self, unit: str, **options: Any):
        super().__init__(unit, **options)
        self.question = questions.BY_KEY[unit]
        self.fields["text"] = copy.deepcopy(self.question.field)

    def add_prefix(self, field_name: str) -> str:
        return self.unit

    def in_words(self, parts: Mapping[str, str]) -> str:
        return self.question.field.in_words(parts["text"])


class ActionForm(UnitForm):
    template_name = "bootcamp/plan/_action.html"
    named = "a-{}"
    what = LineField(max_length=TEXT, required=True, error_messages={"required": NO_ACTION})
    who = LineField(label="Wie", max_length=WHO, widget=forms.TextInput({"list": "mensen"}))
    due = MonthField(label="Klaar", empty="nog open")

    def __init__(self, unit: str, **options: Any):
        super().__init__(unit, **options)
        self.removes = self.is_bound and (self.data.get("weg") == unit or f"{self.prefix}-weg" in self.data)

    def in_words(self, parts: Mapping[str, str]) -> str:
        words = [parts["what"], parts["who"], month_in_words(parts["due"])]
        return ", ".join(filter(None, words)) or EMPTY


class StatusForm(UnitForm):
    template_name = "bootcamp/plan/_status.html"
    named = "a-{}"
    row: PlanAction
    UNKNOWN = "Kies hoe ver de actie is."
    status = forms.ChoiceField(
        choices=PlanAction.Status.choices,
        widget=forms.Select({"class": "input input--middle"}),
        error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN},
        show_hidden_initial=True,
    )

    @property
    def due_in_words(self) -> str:
        return month_in_words(self.row.due)

    def in_words(self, parts: Mapping[str, str]) -> str:
        return PlanAction.Status(parts["status"]).label


class Posted:
    """The forms of one post, by unit."""

    def __init__(self, post: Mapping[str, str], forms_: Iterable[UnitForm] = ()):
        self.tab = post.get("tab", "")[:36]
        self.forms = {form.unit: form for form in forms_ if not form.asks_nothing}

    @property
    def writes(self) -> list[Write]:
        return [form.write for form in self.forms.values() if form.removes or not form.errors]

    @property
    def wrong(self) -> dict[str, UnitForm]:
        """What can't be saved like this; the rest is."""
        return {unit: form for unit, form in self.forms.items() if form.errors and not form.removes}

    @property
    def errors(self) -> dict[str, str]:
        """Name of the input and what is wrong with it."""
        return {
            form.add_prefix(part): str(messages[0])
            for form in self.wrong.values()
            for part, messages in form.errors.items()
        }

    def refuse(self, reasons: Mapping[str, str]) -> None:
        for unit, reason in reasons.items():
            form = self.forms[unit]
            if not form.errors:
                form.add_error(next(iter(form.fields)), reason)


def read_goal(post: Mapping[str, str], goal: int, *, stored: Mapping[str, str]) -> Posted:
    """`stored` holds the answers as they are, for numbers that must fit each other."""
    on_page = [question.key for question in questions.of_goal(goal) if f"{question.key}-v" in post]
    answers = [AnswerForm(key, posted=post) for key in on_page]
    posted = Posted(post, [*answers, *(ActionForm(key, goal=goal, posted=post) for key in action_keys(post))])
    typed = {write.unit: write.typed["text"] for write in posted.writes if write.goal is None and write.changed}
    for pair, message in questions.check_together({**stored, **typed}).items():
        if changed := next((key for key in pair if key in typed), None):
            posted.refuse({changed: message})
    return posted


def read_statuses(post: Mapping[str, str], actions: Mapping[str, PlanAction]) -> Posted:
    """Of the list of actions; `actions` are those of the plan, by key."""
    known = [actions[key] for key in action_keys(post) if key in actions]
    return Posted(post, [StatusForm(str(row.key), goal=row.goal, row=row, posted=post) for row in known])


def action_keys(post: Mapping[str, str]) -> list[str]:
    return [match[1] for name in post if (match := ACTION.fullmatch(name))]
