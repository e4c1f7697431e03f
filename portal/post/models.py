"""Every mail that the portal sends: one row for each mail and person, and what it is about."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from portal.post import kinds

# A mail that is on its way this long, isn't any more.
SLOW = timedelta(minutes=10)


class LetterQuerySet(models.QuerySet["Letter"]):
    def about(self, subject: models.Model) -> Self:
        """By the name of the model, so that it takes no query of its own."""
        label = {
            "abouts__content_type__app_label": subject._meta.app_label,
            "abouts__content_type__model": subject._meta.model_name,
        }
        return self.filter(abouts__object_id=subject.pk, **label)

    def unsent(self) -> Self:
        """Still to go by itself."""
        return self.filter(state=Letter.State.WRITTEN)

    def stuck(self, *, now: datetime) -> Self:
        """What didn't get away: given up, perhaps not arrived, or waiting too long. Not what came too late to go."""
        state, long_ago = Letter.State, now - SLOW
        failed = Q(state=state.FAILED)
        in_doubt = Q(state=state.UNCERTAIN) & (~Q(reason="") | Q(tried_at__lt=long_ago))
        waits = Q(state=state.WRITTEN) & (~Q(reason="") | Q(ready_at__lt=long_ago))
        in_time = Q(useless_from=None) | Q(useless_from__gt=now)
        return self.filter(failed | in_doubt | waits, in_time, to__is_active=True)

    def latest_first(self) -> Self:
        return self.select_related("to").order_by("-written_at", "-pk")


class Letter(models.Model):
    """One mail to one person, written in the transaction that causes it. The key forbids a second."""

    class State(models.TextChoices):
        WRITTEN = "geschreven", "nog niet verstuurd"
        SENT = "verstuurd", "verstuurd"
        UNCERTAIN = "onzeker", "onzeker of hij aankwam"
        FAILED = "mislukt", "mislukt"
        HELD = "tegengehouden", "niet verstuurd"

    key = models.CharField("kenmerk", max_length=200, unique=True, editable=False)
    kind = models.CharField("soort", max_length=60)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters", verbose_name="aan"
    )
    address = models.EmailField("ander adres", blank=True, help_text="Leeg: het adres van het account.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    reply_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="antwoord aan"
    )
    owner_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="hoort bij"
    )
    owner_id = models.PositiveBigIntegerField("nummer daarvan", null=True)
    owner = GenericForeignKey("owner_type", "owner_id")
    # Of which school it is about; set by a room that shows its mails.
    school: str
    details = models.JSONField("gegevens", default=dict, help_text="Alleen nummers, dagen en namen van soorten.")
    subject = models.CharField("onderwerp", max_length=200)
    text = models.TextField("tekst", blank=True)
    state = models.CharField("stand", max_length=14, choices=State, default=State.WRITTEN)
    reason = models.CharField("waarom", max_length=200, blank=True)
    parcel = models.UUIDField("gaat samen weg", editable=False)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    written_at = models.DateTimeField("geschreven op")
    ready_at = models.DateTimeField("klaar om te gaan sinds")
    useless_from = models.DateTimeField("heeft geen zin meer vanaf", null=True, blank=True)
    tried_at = models.DateTimeField("laatst geprobeerd op", null=True, blank=True)
    next_try_at = models.DateTimeField("weer geprobeerd op", null=True, blank=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        indexes = [
            models.Index(fields=["parcel"], name="letter_parcel"),
            models.Index(fields=["written_at", "id"], name="letter_in_order"),
            models.Index(fields=["kind", "written_at"], name="letter_kind"),
            models.Index(fields=["owner_type", "owner_id"], name="letter_owner"),
            models.Index(fields=["state"], condition=~Q(state="verstuurd"), name="letter_not_sent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="verstuurd", sent_at__isnull=False) | ~Q(state="verstuurd") & Q(sent_at=None),
                name="letter_sent_with_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(owner_type=None, owner_id=None) | Q(owner_type__isnull=False, owner_id__isnull=False),
                name="letter_owner_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"

    @property
    def label(self) -> str:
        kind = kinds.find(self.kind)
        return kind.label if kind else "een soort mail die niet meer bestaat"

    @property
    def shows_text(self) -> bool:
        kind = kinds.find(self.kind)
        return kind is not None and kind.shows_text and bool(self.text)

    @property
    def is_made_later(self) -> bool:
        """Made when it goes, and not gone yet."""
        kind = kinds.find(self.kind)
        return kind is not None and kind.shows_text and not self.text

    @property
    def can_be_held_back(self) -> bool:
        return self.state in (self.State.WRITTEN, self.State.UNCERTAIN, self.State.FAILED)

    @property
    def can_be_sent_again(self) -> bool:
        return self.state in (self.State.UNCERTAIN, self.State.FAILED, self.State.HELD) or bool(self.reason)


class About(models.Model):
    """One of the things that a mail is about: a bootcamp, a session, a plan, a request. Goes with either."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="abouts")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()

    class Meta:
        verbose_name = "waar een mail over gaat"
        verbose_name_plural = "waar mails over gaan"
        indexes = [models.Index(fields=["content_type", "object_id", "letter"], name="about_subject")]
        constraints = [
            models.UniqueConstraint(fields=["letter", "content_type", "object_id"], name="about_once_per_letter")
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"
