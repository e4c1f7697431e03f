"""What the pages to fill in show: a form for every question and action, with what was saved or, after a post, with
what could not be saved as it was typed."""

from dataclasses import dataclass
from uuid import uuid4

from bootcamp.plan import examples, questions
from bootcamp.plan.forms.units import ActionForm, AnswerForm, Posted, StatusForm, UnitForm
from bootcamp.plan.models import Plan, PlanAction, PlanAnswer
from bootcamp.plan.saving import MOST_ACTIONS, Saved
from bootcamp.plan.versions import in_order
from portal.goals import Goal
from portal.people.sectors import goal_in_words, words

TITLES = {
    Goal.FACTS: ("De feiten op tafel", "Waar staan jullie nu, waar wil je heen, en wat houdt jullie nog tegen?"),
    Goal.TEACHERS: (
        "{staff} weten wat kan",
        "Je team praat er pas over als het de feiten kent. Wat ga je doen, wie doet het en wanneer is het klaar?",
    ),
    Goal.DIRECTORS: (
        "Directie en HR doen mee",
        "Spreek af welke ruimte er is. Dan weet iedereen wat hij mag aanbieden.",
    ),
    Goal.RESULTS: (
        "Resultaat",
        "Van praten naar doen: gesprekken met collega’s, oplossingen in het rooster. Wat ga je doen?",
    ),
    Goal.SECURE: (
        "Borgen",
        "Geef meer uren een vaste plek in je jaar, en spreek af wie het plan bewaakt.",
    ),
}


class Units:
    """The plan's rows, read once: `answers` by question, `actions` those that stand in it."""

    def __init__(self, plan: Plan):
        self.sector = plan.sector
        self.answers: dict[str, PlanAnswer] = {answer.question: answer for answer in plan.answers.all()}
        self.all_actions: dict[str, PlanAction] = {str(action.key): action for action in plan.actions.all()}
        self.actions = in_order(self.all_actions.values())

    @property
    def texts(self) -> dict[str, str]:
        return {key: answer.text for key, answer in self.answers.items()}


class UnitsPage:
    """The forms of a page by unit; `posted` and `outcome` are of the post that came before."""

    def __init__(self, units: Units, posted: Posted | None, outcome: Saved | None):
        self.units, self.posted, self.outcome = units, posted or Posted({}), outcome or Saved()
        self.forms: dict[str, UnitForm] = {}

    def show(self, form: UnitForm) -> None:
        """The form of what is stored, or in its place what could not be saved."""
        conflict = self.outcome.conflicts.get(form.unit)
        self.forms[form.unit] = form.beside(conflict) if conflict else self.posted.wrong.get(form.unit, form)

    @property
    def troubled(self) -> list[str]:
        return [*self.posted.wrong, *self.outcome.conflicts]

    @property
    def wrong(self) -> list[UnitForm]:
        """In the order of the page."""
        return [form for unit, form in self.forms.items() if unit in self.posted.wrong]


class GoalPage(UnitsPage):
    """One goal, filled in."""

    def __init__(self, units: Units, goal: int, posted: Posted | None = None, outcome: Saved | None = None):
        super().__init__(units, posted, outcome)
        self.goal = Goal(goal)
        title, self.intro = TITLES[self.goal]
        self.title = title.format(staff=words(units.sector).staff.capitalize())
        for question in questions.of_goal(goal):
            self.show(AnswerForm(question.key, row=units.answers.get(question.key)))
        for row in units.actions:
            if row.goal == goal:
                self.show(ActionForm(str(row.key), goal=goal, row=row))
        # Then what could not be added, and what a colleague took away meanwhile.
        for key in self.troubled:
            if key not in self.forms:
                self.show(ActionForm(key, goal=goal))
        if not self.rows:
            self.add_empty_row()

    def add_empty_row(self) -> None:
        if self.may_add:
            self.show(ActionForm(str(uuid4()), goal=self.goal))

    @property
    def rows(self) -> list[ActionForm]:
        rows = [form for form in self.forms.values() if isinstance(form, ActionForm)]
        for number, row in enumerate(rows, 1):
            row["what"].label = f"Actie {number}"
        return rows

    @property
    def groups(self) -> dict[str, list[AnswerForm]]:
        groups: dict[str, list[AnswerForm]] = {}
        for form in self.forms.values():
            if isinstance(form, AnswerForm):
                groups.setdefault(form.question.group, []).append(form)
        return groups

    @property
    def may_add(self) -> bool:
        return len(self.rows) < MOST_ACTIONS

    @property
    def may_pick(self) -> bool:
        """An example takes the place of an empty row."""
        return self.may_add or not all(row["what"].value() for row in self.rows)

    @property
    def examples(self) -> list[tuple[int, str]]:
        """Those that aren't in the plan yet, with their place in the list."""
        taken = {action.what for action in self.units.actions}
        return [(place, words) for place, words in enumerate(examples.ACTIONS[self.goal]) if words not in taken]

    @property
    def steps(self) -> list["BuilderStep"]:
        return [_step(self.units, goal, is_current=goal == self.goal) for goal in Goal]

    @property
    def next_goal(self) -> int | None:
        return self.goal + 1 if self.goal < max(Goal) else None


class StatusPage(UnitsPage):
    """The actions of the plan with how far each is, per goal; and what a colleague took away meanwhile."""

    def __init__(self, units: Units, posted: Posted | None = None, outcome: Saved | None = None):
        super().__init__(units, posted, outcome)
        gone = [row for key, row in units.all_actions.items() if row.is_removed and key in self.troubled]
        for row in [*units.actions, *gone]:
            self.show(StatusForm(str(row.key), goal=row.goal, row=row))

    @property
    def columns(self) -> list[tuple[Goal, list[UnitForm]]]:
        columns = [(goal, [form for form in self.forms.values() if form.goal == goal]) for goal in Goal]
        return [(goal, forms) for goal, forms in columns if forms]


@dataclass(frozen=True)
class BuilderStep:
    goal: int
    label: str
    filled: int
    parts: int
    is_current: bool

    @property
    def is_done(self) -> bool:
        return self.filled == self.parts

    @property
    def state(self) -> str:
        if self.is_current:
            return "je bent hier"
        if not self.filled:
            return "nog leeg"
        return "ingevuld" if self.parts == 1 else f"{self.filled} van de {self.parts} onderdelen"


def _step(units: Units, goal: Goal, *, is_current: bool) -> BuilderStep:
    groups: dict[str, bool] = {"acties": any(action.goal == goal for action in units.actions)}
    for question in questions.of_goal(goal):
        answer = units.answers.get(question.key)
        groups[question.group] = groups.get(question.group, False) or bool(answer and answer.text)
    return BuilderStep(goal, goal_in_words(goal, units.sector), sum(groups.values()), len(groups), is_current)
