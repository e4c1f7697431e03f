"""What a school can do now for its results: count a month, and say whether it is still so."""

from collections.abc import Iterable

from django.urls import reverse

from bootcamp.home import register
from bootcamp.home.register import For, Mine, Rank, Todo
from bootcamp.plan.models import schools_written_for
from bootcamp.results import months, questions


@register.todo(For.SCHOOL)
def to_count(mine: Mine) -> Iterable[Todo]:
    counting = schools_written_for(mine.user)
    schools = [school for number, school in mine.schools.items() if number in counting]
    if not schools:
        return
    for number, asked in questions.of_schools(schools, today=mine.today).items():
        for month in asked.months[:1]:
            yield Todo(
                what=f"Tel {months.words(month)}",
                about="Alleen aantallen, nooit namen. Gebeurde er niets, dan is het één tik.",
                url=reverse("bootcamp:results_month", args=[number, month.year, month.month]),
                act=f"Tel {months.name(month)}",
                rank=Rank.MONTHLY,
                school_id=number,
                minutes=2,
                on=month,
            )
        for question in asked.still:
            yield Todo(
                what=question.words,
                about=f"Na {question.after} maanden vragen we het nog eens.",
                url=question.url,
                act="Geef antwoord",
                rank=Rank.MONTHLY,
                school_id=number,
                minutes=1,
                on=mine.today,
            )
