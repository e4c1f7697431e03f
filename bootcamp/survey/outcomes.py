"""What a survey says once it has closed: sums of whole blocks, and how that was before."""

from collections.abc import Sequence
from dataclasses import dataclass

from bootcamp.survey import actions, asked
from bootcamp.survey.models import Survey
from portal.blocks import words
from portal.blocks.figures import Change, Shown, change
from portal.blocks.models import Block, Release
from portal.blocks.settling import NO_ANSWER, YES
from portal.blocks.showing import Published, total
from portal.people.models import School

CHANGED = {Change.MORE: "meer dan vorige keer", Change.LESS: "minder dan vorige keer", Change.SAME: "ongeveer gelijk"}


@dataclass(frozen=True)
class OptionLine:
    option: str
    about: str
    share: int
    """Whole percents, for the bar."""
    changed: str = ""


@dataclass(frozen=True)
class QuestionOutcome:
    text: str
    margin: int
    lines: list[OptionLine]


@dataclass(frozen=True)
class SurveyOutcome:
    people: int
    margin: int
    questions: list[QuestionOutcome]
    joined: str = ""
    """With which other schools it counts."""
    more: str = ""
    fewer: str = ""
    """How many want more hours, surely or maybe, and how many fewer."""

    @property
    def compares(self) -> bool:
        """Whether there is an earlier round beside it."""
        return any(line.changed for question in self.questions for line in question.lines)


def of_survey(survey: Survey, before: Survey | None = None) -> SurveyOutcome | None:
    """Nothing as long as it isn't published, and when too few people answered."""
    releases = [one.release for one in (survey, before) if one]
    releases += [one.own_release for one in (survey, before) if one and one.own_release]
    published = Published(releases)
    key = actions.key_of(survey.school)
    blocks = published.blocks_with(survey.release, key) if survey.release.published_at else []
    if not blocks:
        return None
    earlier = published.blocks_with(before.release, key) if before and before.release.published_at else []
    lines = _of_questions(asked.QUESTIONS, survey.release, blocks, earlier)
    own = survey.own_release
    if own and own.published_at and (own_blocks := published.blocks_with(own, key)):
        lines += _of_questions(actions.own_questions(survey), own, own_blocks, [])
    would = _shown(survey.release, blocks, _place_of(asked.WOULD))
    return SurveyOutcome(
        people=sum(block.people for block in blocks),
        margin=would.margin,
        questions=lines,
        joined=_joined(blocks, key[1]),
        more=_sum(would, asked.SURELY, asked.MAYBE),
        fewer=words.about(would, asked.FEWER),
    )


def _place_of(text: str) -> int:
    return next(number for number, subject in enumerate(asked.subjects(asked.QUESTIONS)) if subject.name == text)


def _shown(release: Release, blocks: Sequence[Block], subject: int) -> Shown:
    shown = total(release, blocks, subject)
    if shown is None:
        raise ValueError("There is no figure without a block.")
    return shown


def _sum(shown: Shown, *options: str) -> str:
    number = min(shown.people, sum(shown.counts[option] for option in options))
    return "(bijna) niemand" if number == 0 else "(bijna) iedereen" if number == shown.people else f"ongeveer {number}"


def _of_questions(
    questions: Sequence[asked.SurveyQuestion], release: Release, blocks: Sequence[Block], earlier: Sequence[Block]
) -> list[QuestionOutcome]:
    outcomes, first = [], 0
    for question in questions:
        subjects = range(first, first + len(question.subjects))
        shown = [_shown(release, blocks, number) for number in subjects]
        before = [_shown(release, earlier, number) for number in subjects] if earlier else [None] * len(shown)
        if question.several:
            lines = [
                _line(option, YES, figure, was)
                for option, figure, was in zip(question.options, shown, before, strict=True)
            ]
        else:
            lines = [_line(option, option, shown[0], before[0]) for option in (*question.options, NO_ANSWER)]
        outcomes.append(QuestionOutcome(question.text, shown[0].margin, lines))
        first += len(question.subjects)
    return outcomes


def _line(name: str, option: str, shown: Shown, before: Shown | None) -> OptionLine:
    return OptionLine(
        option=name[0].upper() + name[1:],
        about=words.about(shown, option),
        share=round(100 * shown.share(option)),
        changed=CHANGED[change(before, shown, option)] if before else "",
    )


def _joined(blocks: Sequence[Block], own: str) -> str:
    others = {int(school) for block in blocks for _, school in block.keys if school != own}
    if not others:
        return ""
    names = sorted(School.objects.filter(pk__in=others).values_list("name", flat=True))
    return words.joined(["Jouw school", *names])
