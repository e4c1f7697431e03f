"""What the pages to fill in show: every question and action with its text, what was saved, and what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from bootcamp.plan import questions
from bootcamp.plan.models import TEXT, WHO, Plan, PlanAction, PlanAnswer
from bootcamp.plan.questions import Question
from bootcamp.plan.saving import MOST_ACTIONS, Conflict, Saved, in_order
from bootcamp.plan.typed import TypedPlan
from portal.goals import Goal

EMPTY = "leeg"
TAKEN_AWAY = "deze actie weghalen"
TITLES = {
    Goal.FACTS: ("De feiten op tafel", "Waar staat je school nu, waar wil je heen, en wat houdt jullie nog tegen?"),
    Goal.TEACHERS: (
        "Leerkrachten weten wat kan",
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


@dataclass
class QuestionField:
    question: Question
    value: str
    was: str
    version: int
    error: str = ""
    conflict: Conflict | None = None

    @property
    def name(self) -> str:
        return self.question.key

    @property
    def mine_shown(self) -> str:
        return self._shown(self.value)

    @property
    def theirs_shown(self) -> str:
        return self._shown(self.was)

    def _shown(self, text: str) -> str:
        if self.question.shape == "check":
            return "wel gekozen" if text else "niet gekozen"
        if self.question.shape == "month":
            text = questions.month_in_words(text)
        return text or EMPTY

    @property
    def is_ticked(self) -> bool:
        return bool(self.value)

    @property
    def length(self) -> int:
        return len(self.value)

    @property
    def months(self) -> list[tuple[str, str]]:
        return questions.months_ahead(self.value)


@dataclass
class ActionRow:
    key: str
    number: int
    """As it is counted on the page, from 1."""
    values: dict[str, str]
    was: dict[str, str]
    version: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    """Why it could not be saved as a whole."""
    conflict: Conflict | None = None

    @property
    def name(self) -> str:
        return f"a-{self.key}"

    limit = TEXT
    limit_who = WHO

    @property
    def label(self) -> str:
        return f"Actie {self.number}"

    @property
    def length(self) -> int:
        return len(self.values["what"])

    @property
    def error_what(self) -> str:
        return self.errors.get("what") or self.reason

    @property
    def error_who(self) -> str:
        return self.errors.get("who", "")

    @property
    def error_due(self) -> str:
        return self.errors.get("due", "")

    @property
    def length_who(self) -> int:
        return len(self.values["who"])

    @property
    def mine_shown(self) -> str:
        return TAKEN_AWAY if self.conflict and self.conflict.removes else self._shown(self.values)

    @property
    def theirs_shown(self) -> str:
        return TAKEN_AWAY if self.conflict and self.conflict.is_removed else self._shown(self.was)

    @staticmethod
    def _shown(values: dict[str, str]) -> str:
        return (
            ", ".join(filter(None, [values["what"], values["who"], questions.month_in_words(values["due"])])) or EMPTY
        )

    @property
    def months(self) -> list[tuple[str, str]]:
        return questions.months_ahead(self.values["due"])


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


class Units:
    """The plan's rows, read once: `answers` by question, `actions` those that stand in it."""

    def __init__(self, plan: Plan):
        self.answers: dict[str, PlanAnswer] = {answer.question: answer for answer in plan.answers.all()}
        self.all_actions: dict[str, PlanAction] = {str(action.key): action for action in plan.actions.all()}
        self.actions = in_order(self.all_actions.values())

    @property
    def texts(self) -> dict[str, str]:
        return {key: answer.text for key, answer in self.answers.items()}


class GoalPage:
    """One goal, filled in. After a post what could not be saved stands there as it was typed."""

    def __init__(self, units: Units, goal: int, *, typed: TypedPlan | None = None, outcome: Saved | None = None):
        self.units, self.goal = units, Goal(goal)
        self.typed, self.outcome = typed, outcome or Saved()
        self.title, self.intro = TITLES[self.goal]
        self.fields = {question.key: self._field(question) for question in questions.of_goal(goal)}
        self.rows = self._rows()

    def _field(self, question: Question) -> QuestionField:
        key, answer = question.key, self.units.answers.get(question.key)
        text, version = (answer.text, answer.version) if answer else ("", 0)
        if conflict := self.outcome.conflicts.get(key):
            return QuestionField(
                question, conflict.mine["text"], conflict.theirs["text"], conflict.version, "", conflict
            )
        if self.typed and key in self.typed.wrong_units:
            raw = self.typed.raw
            was, version = raw.get(f"{key}-was", ""), self.typed.version(key)
            return QuestionField(question, raw.get(key, ""), was, version, self.typed.errors.get(key, ""))
        return QuestionField(question, text, text, version)

    def _rows(self) -> list[ActionRow]:
        stored = [_stored_row(action) for action in self.units.actions if action.goal == self.goal]
        rows = [self._troubled(row.key) or row for row in stored]
        shown = {row.key for row in rows}
        rows += [row for key in self._troubled_keys() if key not in shown and (row := self._troubled(key))]
        if not rows:
            rows.append(empty_row())
        for number, row in enumerate(rows, 1):
            row.number = number
        return rows

    def _troubled_keys(self) -> Iterable[str]:
        wrong = [key for key in (self.typed.wrong_units if self.typed else ()) if key not in questions.BY_KEY]
        actions = [key for key, conflict in self.outcome.conflicts.items() if conflict.goal]
        return [*wrong, *actions, *self.outcome.refused]

    def _troubled(self, key: str) -> ActionRow | None:
        """The row as it was typed, when that could not be saved."""
        if conflict := self.outcome.conflicts.get(key):
            mine = {**conflict.theirs, **conflict.mine}
            return ActionRow(key, 0, mine, conflict.theirs, conflict.version, conflict=conflict)
        if self.typed and (key in self.typed.wrong_units or key in self.outcome.refused):
            raw, name = self.typed.raw, f"a-{key}"
            values = {part: raw.get(f"{name}-{part}", "") for part in ("what", "who", "due")}
            was = {part: raw.get(f"{name}-{part}-was", "") for part in values}
            errors = {part: self.typed.errors.get(f"{name}-{part}", "") for part in values}
            reason = self.outcome.refused.get(key, "")
            return ActionRow(key, 0, values, was, self.typed.version(name), errors, reason)
        return None

    def add_empty_row(self) -> None:
        if self.may_add:
            self.rows.append(empty_row(len(self.rows) + 1))

    @property
    def may_add(self) -> bool:
        return len(self.rows) < MOST_ACTIONS

    @property
    def may_pick(self) -> bool:
        """An example takes the place of an empty row."""
        return self.may_add or not all(row.values["what"] for row in self.rows)

    @property
    def examples(self) -> list[tuple[int, str]]:
        """Those that aren't in the plan yet, with their place in the list."""
        taken = {action.what for action in self.units.actions}
        examples = enumerate(questions.ACTION_EXAMPLES[self.goal])
        return [(place, words) for place, words in examples if words not in taken]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(id of the input, what is wrong) for the summary, in the order of the page."""
        faults = [(field.name, field.error) for field in self.fields.values() if field.error]
        for row in self.rows:
            faults += [(f"{row.name}-{part}", message) for part, message in row.errors.items() if message]
            faults += [(f"{row.name}-what", row.reason)] if row.reason else []
        return faults

    def pieces(self, unit: str) -> tuple[str, dict]:
        """The piece of the page that shows this question or action: a template and what it needs."""
        if unit in self.fields:
            return "bootcamp/plan/_question.html", {"field": self.fields[unit]}
        return "bootcamp/plan/_action.html", {"row": next(row for row in self.rows if row.key == unit)}

    @property
    def conflicts(self) -> list[Conflict]:
        return list(self.outcome.conflicts.values())

    def group(self, name: str) -> list[QuestionField]:
        return [field for field in self.fields.values() if field.question.group == name]

    @property
    def groups(self) -> dict[str, list[QuestionField]]:
        return {field.question.group: self.group(field.question.group) for field in self.fields.values()}

    @property
    def steps(self) -> list[BuilderStep]:
        return [_step(self.units, goal, is_current=goal == self.goal) for goal in Goal]

    @property
    def next_goal(self) -> int | None:
        return self.goal + 1 if self.goal < max(Goal) else None


@dataclass(frozen=True)
class StatusRow:
    action: PlanAction
    status: str
    """What is chosen on the page; after a conflict what this person chose."""
    conflict: Conflict | None

    @property
    def name(self) -> str:
        return f"a-{self.action.key}"

    @property
    def due(self) -> str:
        return questions.month_in_words(self.action.due)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return PlanAction.Status.choices

    @property
    def status_in_words(self) -> str:
        return PlanAction.Status(self.status).label


class StatusList:
    """The actions of the plan with how far each is, per goal."""

    def __init__(self, units: Units, outcome: Saved):
        self.rows = [self._row(action, outcome.conflicts.get(str(action.key))) for action in units.actions]

    @staticmethod
    def _row(action: PlanAction, conflict: Conflict | None) -> StatusRow:
        return StatusRow(action, conflict.mine["status"] if conflict else action.status, conflict)

    @property
    def columns(self) -> list[tuple[Goal, list[StatusRow]]]:
        columns = [(goal, [row for row in self.rows if row.action.goal == goal]) for goal in Goal]
        return [(goal, rows) for goal, rows in columns if rows]

    def pieces(self, unit: str) -> tuple[str, dict]:
        """The piece of the page that shows this action; nothing when it was taken away meanwhile."""
        row = next((row for row in self.rows if str(row.action.key) == unit), None)
        return "bootcamp/plan/_status.html", {"row": row}


def _stored_row(action: PlanAction) -> ActionRow:
    values = {part: getattr(action, part) for part in ("what", "who", "due")}
    return ActionRow(str(action.key), 0, values, dict(values), action.version)


def empty_row(number: int = 1) -> ActionRow:
    nothing = {"what": "", "who": "", "due": ""}
    return ActionRow(str(uuid4()), number, nothing, dict(nothing))


def _step(units: Units, goal: Goal, *, is_current: bool) -> BuilderStep:
    groups: dict[str, bool] = {"acties": any(action.goal == goal for action in units.actions)}
    for question in questions.of_goal(goal):
        answer = units.answers.get(question.key)
        groups[question.group] = groups.get(question.group, False) or bool(answer and answer.text)
    return BuilderStep(goal, goal.label, sum(groups.values()), len(groups), is_current)
