"""A round of questions, and what was published of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from portal.blocks.figures import is_inside
from portal.blocks.rule import SMALLEST, Key
from portal.blocks.settling import Subject, SubjectKind


class Release(models.Model):
    """One round, with what was fixed before it opened. Rounds of one series that ask the same wait for each other."""

    series = models.CharField("reeks", max_length=120, db_index=True)
    layout = models.JSONField("indeling")  # the names of the parts of a key, from coarse to fine
    depths = models.JSONField("niveaus")
    asked = models.JSONField("vragen")
    closes_at = models.DateTimeField("sluit op")
    published_at = models.DateTimeField("gepubliceerd op", null=True)
    # Renewed every night, in steps of five: more often would tell when someone answered.
    at_least = models.PositiveIntegerField("minstens zoveel antwoorden", default=0)
    waiting = models.JSONField("wat nog wacht", default=list)

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"

    def __str__(self) -> str:
        return f"{self.series}, {self.closes_at:%d-%m-%Y}"

    @property
    def subjects(self) -> list[Subject]:
        return [Subject(row["name"], SubjectKind(row["kind"]), tuple(row["options"])) for row in self.asked]

    @subjects.setter
    def subjects(self, subjects: Iterable[Subject]) -> None:
        self.asked = [asdict(subject) for subject in subjects]

    def asks_as(self, other: "Release") -> bool:
        return (self.series, self.layout, self.depths) == (other.series, other.layout, other.depths) and (
            self.subjects == other.subjects
        )

    def is_closed(self, now: datetime) -> bool:
        return self.published_at is not None or self.closes_at <= now


class Block(models.Model):
    """Five people or more who count together. `cells`: [key, number of schools] of each cell in it."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="blocks")
    cells = models.JSONField("cellen")
    people = models.PositiveIntegerField("mensen")

    class Meta:
        verbose_name = "blok"
        verbose_name_plural = "blokken"
        constraints = [models.CheckConstraint(condition=Q(people__gte=SMALLEST), name="block_of_five_or_more")]

    def __str__(self) -> str:
        return f"{self.people} mensen"

    @property
    def keys(self) -> list[Key]:
        return [tuple(key) for key, _ in self.cells]

    def is_inside(self, layout: Sequence[str], where: Mapping[str, str]) -> bool:
        return is_inside(self.keys, layout, where)


class PublishedRows(models.QuerySet):
    def update(self, **kwargs: Any) -> int:
        raise TypeError("What is published never changes.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        return self.update()


class Figure(models.Model):
    """A stored number: the true one with chance, drawn once. The true one is gone."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="figures")
    subject = models.PositiveSmallIntegerField("vraag")
    option = models.CharField("antwoord", max_length=200)
    stored = models.IntegerField("getal")
    objects = PublishedRows.as_manager()

    class Meta:
        verbose_name = "getal"
        verbose_name_plural = "getallen"
        constraints = [models.UniqueConstraint(fields=["block", "subject", "option"], name="figure_once")]

    def __str__(self) -> str:
        return self.option

    def save(self, **kwargs: Any) -> None:
        super().save(**{**kwargs, "force_insert": True})


class Texts(models.Model):
    """What people wrote: five texts or more of these groups together, beside no function and no other answer."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="texts")
    subject = models.PositiveSmallIntegerField("vraag")
    groups = models.JSONField("groepen")
    texts = models.JSONField("teksten")

    class Meta:
        verbose_name = "open antwoorden"
        verbose_name_plural = "open antwoorden"

    def __str__(self) -> str:
        return f"{self.release}, vraag {self.subject + 1}"
