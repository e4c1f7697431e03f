"""The steps that someone can take with a request: who may, when, what they fill in and what happens.

Each has a page of its own (views/stepping.py), so that every step works without script and can be thought over.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

from bootcamp.experts import actions, forms, leaving
from bootcamp.experts.choices import WITH_EXPERT, RequestState
from bootcamp.experts.models import ExpertRequest


@dataclass(frozen=True)
class RequestStep:
    name: str
    path: str
    sides: frozenset[str]
    is_possible: Callable[[ExpertRequest], bool]
    do: Callable[..., ExpertRequest]
    title: str
    button: str
    done: str
    explanation: str = ""
    form: type[forms.RequestStepForm] = forms.RequestStepForm
    is_danger: bool = field(default=False)

    @property
    def url_name(self) -> str:
        return f"bootcamp:expert_{self.name}"

    def is_for(self, sides: set[str], asked: ExpertRequest) -> bool:
        return bool(self.sides & sides) and self.is_possible(asked)


def _has_expert(asked: ExpertRequest) -> bool:
    return asked.state in WITH_EXPERT and asked.expert_id is not None


def _was_planned(asked: ExpertRequest) -> bool:
    return asked.state == RequestState.PLANNED and asked.planned_on <= timezone.localdate()


SCHOOL, EXPERT, OPEN, HPP = "school", "expert", "open", "hpp"

ALL = [
    RequestStep(
        "pick_up",
        "oppakken",
        frozenset({OPEN}),
        lambda asked: asked.state == RequestState.ASKED,
        actions.pick_up,
        "Pak deze vraag op",
        "Pak de vraag op",
        "De vraag is van jou. De school krijgt een mail.",
        "De school ziet je naam en je profiel, en zegt ja of nee. Bij een ja zien jullie elkaars e-mailadres.",
    ),
    RequestStep(
        "assign",
        "voorstellen",
        frozenset({HPP}),
        lambda asked: (asked.state == RequestState.ASKED or asked.lost_its_expert) and not asked.seat.cancelled_at,
        actions.assign,
        "Stel een expert voor",
        "Stel voor",
        "De school en de expert krijgen een mail.",
        "De school kiest zelf: bij een nee staat de vraag weer open.",
        forms.AssignForm,
    ),
    RequestStep(
        "ask_again",
        "opnieuw",
        frozenset({SCHOOL}),
        leaving.may_be_picked_up,
        leaving.ask_again,
        "Stel deze vraag opnieuw",
        "Stel de vraag opnieuw",
        "Je vraag staat weer uit. Je hoort het als er iemand is.",
        "De vraag stopte toen je school zich afmeldde. Nu doen jullie weer mee. Wie toen zou helpen, hoort het eerst.",
        forms.AskAgainForm,
    ),
    RequestStep(
        "say_yes",
        "ja",
        frozenset({SCHOOL}),
        lambda asked: _has_expert(asked) and asked.said_yes_at is None,
        actions.say_yes,
        "Zeg ja tegen deze expert",
        "Ja, graag",
        "Fijn. Spreek samen een dag af.",
        "Jullie zien daarna elkaars e-mailadres.",
        forms.ChoiceOfExpertForm,
    ),
    RequestStep(
        "report",
        "verslag",
        frozenset({EXPERT, HPP}),
        _was_planned,
        actions.report,
        "Schrijf een kort verslag",
        "Deel je verslag",
        "Dank je. De school leest je verslag en kijkt terug.",
        "",
        forms.HeldForm,
    ),
    RequestStep(
        "plan",
        "afspreken",
        frozenset({SCHOOL, EXPERT, HPP}),
        lambda asked: _has_expert(asked) and asked.said_yes_at is not None,
        actions.plan,
        "Zet de afgesproken dag erin",
        "Bewaar de dag",
        "De dag staat erin. De ander krijgt een mail.",
        "",
        forms.PlanForm,
    ),
    RequestStep(
        "look_back",
        "terugblik",
        frozenset({SCHOOL}),
        lambda asked: asked.state == RequestState.HELD,
        actions.look_back,
        "Kijk terug",
        "Bewaar",
        "Dank je. De expert en HPP lezen wat je schreef.",
        "",
        forms.LookBackForm,
    ),
    RequestStep(
        "say_no",
        "nee",
        frozenset({SCHOOL}),
        _has_expert,
        actions.say_no,
        "Liever iemand anders",
        "Ja, liever iemand anders",
        "Je vraag staat weer open. Je hoort het als er iemand is.",
        "De expert krijgt een mail dat je deze keer iemand anders kiest. Je hoeft niet te zeggen waarom.",
        forms.ChoiceOfExpertForm,
    ),
    RequestStep(
        "give_back",
        "teruggeven",
        frozenset({EXPERT}),
        _has_expert,
        actions.give_back,
        "Geef de vraag terug",
        "Geef terug",
        "De vraag staat weer open voor anderen.",
        "De school krijgt een mail dat je toch niet kunt. Jij kunt de vraag daarna niet opnieuw oppakken.",
    ),
    RequestStep(
        "withdraw",
        "intrekken",
        frozenset({SCHOOL}),
        lambda asked: asked.is_open,
        actions.withdraw,
        "Trek de vraag in",
        "Trek in",
        "Je vraag is ingetrokken.",
        "Is er al een expert, dan krijgt die een mail. Een afspraak gaat niet door.",
        is_danger=True,
    ),
    RequestStep(
        "refuse",
        "afwijzen",
        frozenset({HPP}),
        lambda asked: asked.is_open,
        actions.refuse,
        "Wijs de vraag af",
        "Wijs af",
        "De vraag is afgewezen. De school krijgt een mail met je uitleg.",
        "",
        forms.RefuseForm,
        is_danger=True,
    ),
]
BY_NAME = {step.name: step for step in ALL}
MOVE_ON = ("pick_up", "ask_again", "say_yes", "assign", "report", "plan", "look_back")


def _moves_on(step: RequestStep, asked: ExpertRequest) -> bool:
    if step.name == "say_no":
        return asked.awaits_yes  # yes and no weigh the same
    if step.name == "look_back":
        return not asked.helped
    return step.name in MOVE_ON


def possible(sides: set[str], asked: ExpertRequest) -> tuple[list[RequestStep], list[RequestStep]]:
    """What moves the request on, and what else someone can do with it."""
    open_steps = [step for step in ALL if step.is_for(sides, asked)]
    first = [step for step in open_steps if _moves_on(step, asked)]
    return first, [step for step in open_steps if step not in first]
