"""What a school keeps track of while it follows a bootcamp, and what HPP sets for it."""

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

# Without letters and digits that people mix up when they read a number aloud.
READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


class AfterSession(models.Model):
    """What belongs to a session: materials before and after, a way to catch up, how often to do the field work."""

    session = models.OneToOneField("seats.WorkSession", on_delete=models.CASCADE, related_name="after")
    shelf = models.OneToOneField(
        "files.Shelf",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="after_session",
        editable=False,
        verbose_name="plank",
    )
    shelf_before = models.OneToOneField(
        "files.Shelf",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="before_session",
        editable=False,
        verbose_name="plank voor de sessie",
    )
    catch_up_link = models.URLField(
        "inhalen: adres van de opname",
        blank=True,
        help_text="Een adres dat met https begint. Leeg: inhalen kan met de materialen.",
    )
    catch_up_minutes = models.PositiveSmallIntegerField(
        "inhalen: hoeveel minuten", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    field_work_target = models.PositiveSmallIntegerField(
        "op school: hoe vaak",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="Bijvoorbeeld 5 bij: vraag vijf collega's. Leeg: scholen houden geen aantal bij.",
    )

    class Meta:
        verbose_name = "wat er na een sessie is"
        verbose_name_plural = "wat er na een sessie is"

    def __str__(self) -> str:
        return f"Na {self.session}"


class PreparedStep(models.Model):
    """A step of the preparation that a school has done. By number of the session, so that it stays ticked when the
    school follows that session with a parallel bootcamp; by the words of the step, so that a new step is not done."""

    seat = models.ForeignKey("seats.Seat", on_delete=models.CASCADE, related_name="prepared_steps")
    number = models.PositiveSmallIntegerField("nummer van de sessie")
    key = models.CharField("kenmerk van de stap", max_length=16)
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ticked_at = models.DateTimeField("gedaan op")

    class Meta:
        verbose_name = "gedane stap"
        verbose_name_plural = "gedane stappen"
        constraints = [models.UniqueConstraint(fields=["seat", "number", "key"], name="step_ticked_once")]

    def __str__(self) -> str:
        return f"{self.seat_id}, sessie {self.number}"


class FieldWork(models.Model):
    """What a school does between two sessions: how often it did it, its own notes, and whether it is done."""

    seat = models.ForeignKey("seats.Seat", on_delete=models.CASCADE, related_name="field_work")
    number = models.PositiveSmallIntegerField("nummer van de sessie")
    times = models.PositiveSmallIntegerField("hoe vaak gedaan", default=0)
    notes = models.TextField("eigen notities", blank=True)
    done_at = models.DateTimeField("klaar op", null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField("bijgewerkt op")

    class Meta:
        verbose_name = "werk op school"
        verbose_name_plural = "werk op school"
        constraints = [models.UniqueConstraint(fields=["seat", "number"], name="field_work_once_per_session")]

    def __str__(self) -> str:
        return f"{self.seat_id}, na sessie {self.number}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """The secret address at which calendar programs fetch someone's sessions. Revoking it deletes it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token = models.CharField("geheim", max_length=60, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"

    def __str__(self) -> str:
        return f"Agenda van {self.user}"


class ColleagueInvitation(models.Model):
    """An adjunct-director who was asked by mail to take part. It tells nobody whether the address had an account."""

    seat = models.ForeignKey("seats.Seat", on_delete=models.CASCADE, related_name="colleague_invitations")
    email = models.EmailField("e-mailadres")
    first_name = models.CharField("voornaam", max_length=60)
    last_name = models.CharField("achternaam", max_length=80)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField("uitgenodigd op")
    # Only when the invitation made it: then it goes with the invitation, as long as nobody used it.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "uitgenodigde collega"
        verbose_name_plural = "uitgenodigde collega's"
        constraints = [models.UniqueConstraint(fields=["seat", "email"], name="colleague_invited_once")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class HandOver(models.Model):
    """From when on a seat is someone else's: what was attended before counts for the school, for no certificate."""

    participation = models.ForeignKey("seats.Participation", on_delete=models.CASCADE, related_name="hand_overs")
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    handed_at = models.DateTimeField("doorgegeven op")

    class Meta:
        verbose_name = "doorgegeven plek"
        verbose_name_plural = "doorgegeven plekken"

    def __str__(self) -> str:
        return f"{self.participation_id}, {self.handed_at:%d-%m-%Y}"


class CertificateRule(models.Model):
    """How many sessions someone follows for a certificate. A bootcamp without a row asks for all but one."""

    bootcamp = models.OneToOneField("seats.Bootcamp", on_delete=models.CASCADE, related_name="certificate_rule")
    sessions_needed = models.PositiveSmallIntegerField(
        "sessies voor een certificaat",
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text="Zoveel sessies volgt iemand zelf, of haalt hij in.",
    )

    class Meta:
        verbose_name = "regel voor het certificaat"
        verbose_name_plural = "regels voor het certificaat"

    def __str__(self) -> str:
        return f"{self.bootcamp}: {self.sessions_needed}"


def new_number() -> str:
    """Such as 7KQ4-M2XR-9BTE: 58 bits by chance, so that nobody finds one by trying."""
    letters = "".join(secrets.choice(READABLE) for _ in range(12))
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


class Certificate(models.Model):
    """That someone followed a bootcamp. After 24 months only the number, the school and the bootcamp are left."""

    number = models.CharField("nummer", max_length=14, unique=True, default=new_number, editable=False)
    seat = models.ForeignKey("seats.Seat", on_delete=models.CASCADE, related_name="certificates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="certificates")
    initials = models.CharField("initialen", max_length=12, blank=True)
    sessions_followed = models.PositiveSmallIntegerField("gevolgde sessies")
    issued_at = models.DateTimeField("gegeven op")
    content = models.BinaryField("pdf", null=True)

    class Meta:
        verbose_name = "certificaat"
        verbose_name_plural = "certificaten"
        constraints = [models.UniqueConstraint(fields=["seat", "user"], name="certificate_once_per_person")]

    def __str__(self) -> str:
        return self.number


class Moment(models.TextChoices):
    SESSION = "sessie", "na een werksessie"
    END = "eind", "aan het eind"


class EvaluationQuestions(models.Model):
    """The questions of one bootcamp, one per line. A bootcamp without a row asks the standard ones."""

    bootcamp = models.ForeignKey("seats.Bootcamp", on_delete=models.CASCADE, related_name="evaluation_questions")
    moment = models.CharField("wanneer", max_length=8, choices=Moment)
    scale = models.TextField("vragen met een cijfer van 1 tot en met 5", blank=True)
    open = models.TextField("open vragen", blank=True)

    class Meta:
        verbose_name = "vragen van de evaluatie"
        verbose_name_plural = "vragen van de evaluatie"
        constraints = [models.UniqueConstraint(fields=["bootcamp", "moment"], name="questions_once_per_moment")]

    def __str__(self) -> str:
        return f"{self.bootcamp}, {self.get_moment_display()}"


class EvaluationRound(models.Model):
    """One session of a bootcamp, or its end, that was evaluated. From the moment it opens its questions are fixed."""

    bootcamp = models.ForeignKey("seats.Bootcamp", on_delete=models.CASCADE, related_name="evaluation_rounds")
    session = models.ForeignKey("seats.WorkSession", on_delete=models.CASCADE, null=True, related_name="+")
    release = models.OneToOneField("blocks.Release", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        constraints = [
            models.UniqueConstraint(fields=["bootcamp", "session"], name="session_evaluated_in_one_round"),
            models.UniqueConstraint(
                fields=["bootcamp"], condition=Q(session=None), name="bootcamp_evaluated_in_one_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bootcamp}, {self.session or 'eind'}"
