"""Who of HPP, boards and HR changed what and whom it was about, and who failed to sign in. Written once, never changed.

People stand in it by number, not by name: whose account is gone can't be found in it any more. The database itself
refuses changes (migration 0002).
"""

from typing import Any, NoReturn, Self

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat

from portal.people import access

MONTHS = 24


class NeverChanged(Exception):
    """For whoever writes code that would."""


class EntryQuerySet(models.QuerySet):
    def update(self, **fields: Any) -> NoReturn:
        raise NeverChanged

    def delete(self) -> NoReturn:
        raise NeverChanged

    def forget(self) -> int:
        """Only for what is past its time (portal/audit/keeping.py)."""
        return self._raw_delete(self.db)

    def with_names(self) -> Self:
        """Who did it, as they are called now; all in one query."""
        name = (
            get_user_model()
            .objects.filter(pk=OuterRef("by_number"))
            .values(name=Concat("first_name", Value(" "), "last_name"))
        )
        return self.annotate(by_name=Subquery(name[:1]))


class Entry(models.Model):
    at = models.DateTimeField("wanneer")
    # Nobody was signed in, where someone failed to.
    by_number = models.PositiveBigIntegerField("door", null=True, blank=True)
    by_role = models.CharField("rol toen", max_length=12, choices=access.choices, blank=True)
    path = models.CharField("welke pagina", max_length=300)
    choice = models.CharField("wat", max_length=1000, blank=True)
    people = models.JSONField("over wie", default=list)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wie deed wat"
        indexes = [models.Index(fields=["at"], name="audit_entry_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.path}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanged
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChanged
