"""Answers while a round is open. Only answering and publishing may import this (tests/test_conventions.py).

A row per group, written anew as a whole with each answer and shuffled: so neither a number, nor a moment, nor a version
of a row, nor a place in a list says which answer came when, or from whom.
"""

from django.db import models

from portal.blocks.models.published import Release


class Pile(models.Model):
    """What was answered, by nobody: [fine part of the key, subject, value] for each person and subject."""

    # Two copies side by side would tell what came in between (portal/backup).
    keeps_no_history = True
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    group = models.JSONField("groep")
    answers = models.JSONField("antwoorden", default=list)
    # Once the round is closed: [fine part of the key, {school: people}], for what waits for another round.
    heads = models.JSONField("mensen per school", default=list)

    class Meta:
        verbose_name = "stapel antwoorden"
        verbose_name_plural = "stapels antwoorden"
        constraints = [models.UniqueConstraint(fields=["release", "group"], name="pile_once_per_group")]

    def __str__(self) -> str:
        return f"Stapel van {self.release}"


class Turnout(models.Model):
    """Who answered, so that nobody does so twice: [who, school]. Gone once the round is closed."""

    keeps_no_history = True
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    group = models.JSONField("groep")
    people = models.JSONField("wie antwoordden", default=list)

    class Meta:
        verbose_name = "lijst van wie antwoordde"
        verbose_name_plural = "lijsten van wie antwoordde"
        constraints = [models.UniqueConstraint(fields=["release", "group"], name="turnout_once_per_group")]

    def __str__(self) -> str:
        return f"Wie antwoordde in {self.release}"
