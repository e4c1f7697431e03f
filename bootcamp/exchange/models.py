"""Threads between the people of one bootcamp, and what is in them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from bootcamp.exchange.files import AttachmentField, private_name
from bootcamp.exchange.stored import CleanHtmlField
from bootcamp.seats.models.bootcamps import Bootcamp, BootcampQuerySet
from bootcamp.seats.models.seats import Seat, seats_followed_by
from portal import addresses
from portal.counting import Number
from portal.files.protected import WholeFiles
from portal.files.uploads import check_upload
from portal.people import access
from portal.people.models import User, Visitor
from portal.post import relations


class Mail(models.TextChoices):
    AT_ONCE = "meteen", "meteen, bij elk bericht"
    DAILY = "dagelijks", "één keer per dag, in de ochtend"
    NONE = "geen", "geen mail"


def bootcamps_of(user: Visitor) -> BootcampQuerySet:
    """Whose exchange the user may enter: HPP all, others where they lead, take part or speak for an active seat."""
    if not user.is_authenticated:
        return Bootcamp.objects.none()
    if access.is_hpp(user):
        return Bootcamp.objects.all()
    mine = {seat.bootcamp_id for seat in seats_followed_by(user) if seat.is_active}
    return Bootcamp.objects.filter(Q(pk__in=mine) | Q(pk__in=user.led_bootcamps.values("pk")))


def may_enter(user: Visitor, bootcamp_id: int) -> bool:
    """As `bootcamps_of`; for who takes part without a query more."""
    if any(seat.is_active and seat.bootcamp_id == bootcamp_id for seat in seats_followed_by(user)):
        return True
    return bootcamps_of(user).filter(pk=bootcamp_id).exists()


REPLIES = """
    SELECT COUNT(*) FROM exchange_post reply
    WHERE reply.thread_id = {this} AND reply.hidden_at IS NULL AND reply.removed_at IS NULL AND NOT reply.is_opening
"""
HELPED_IN_THREAD = """
    SELECT COUNT(*) FROM exchange_helped JOIN exchange_post said ON said.id = exchange_helped.post_id
    WHERE said.thread_id = {this} AND said.hidden_at IS NULL
"""
HELPED = "SELECT COUNT(*) FROM exchange_helped WHERE post_id = {this}"
FILES = "SELECT COUNT(*) FROM exchange_attachment WHERE post_id = {this}"
NAMES = "SELECT COUNT(*) FROM exchange_mention WHERE post_id = {this}"


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> Self:
        return self.filter(bootcamp__in=bootcamps_of(user))

    def talks(self) -> Self:
        return self.exclude(kind__in=Thread.ON_THE_SQUARE)

    def readable(self) -> Self:
        """Not hidden, and not about a plan that its school no longer shows."""
        seats = Seat.objects.active().filter(school__plan__shared_with=F("bootcamp"))
        shown = Q(seat__in=seats.values("pk"))
        return self.filter(~Q(kind=Thread.Kind.PLAN) | shown, hidden_at=None)

    def new_to(self, user: User, since: datetime) -> Self:
        """With something in it that others wrote after that moment, and that may be read."""
        news = Post.objects.readable().filter(thread=OuterRef("pk"), posted_at__gt=since).exclude(author=user)
        return self.filter(Exists(news), last_post_at__gt=since, hidden_at=None)

    def latest_first(self) -> Self:
        return self.order_by("-last_post_at", "-pk")

    def for_list(self) -> Self:
        """All that a list shows, in three queries however many threads there are."""
        files = models.Prefetch("openings__attachments", to_attr="files")
        return self.with_openings().select_related("seat__school").prefetch_related(files)

    def with_openings(self) -> Self:
        """Who began each and when, with the counts; in two queries."""
        openings = Post.objects.filter(is_opening=True).select_related("author", "school")
        return self.annotate(replies=Number(REPLIES), helped=Number(HELPED_IN_THREAD)).prefetch_related(
            models.Prefetch("posts", openings, to_attr="openings")
        )


class Thread(models.Model):
    """A question, an experience, an offer, a file; or a result or plan that a school shows on the Ontwikkelplein."""

    class Kind(models.TextChoices):
        QUESTION = "vraag", "Vraag"
        EXPERIENCE = "ervaring", "Ervaring"
        OFFER = "aanbod", "Aanbod"
        FILE = "bestand", "Bestand"
        RESULT = "resultaat", "Resultaat"
        PLAN = "plan", "Plan"

    ON_THE_SQUARE = (Kind.RESULT, Kind.PLAN)

    bootcamp = models.ForeignKey("seats.Bootcamp", on_delete=models.CASCADE, related_name="threads")
    kind = models.CharField("soort", max_length=10, choices=Kind)
    title = models.CharField("titel", max_length=120)
    figure = models.CharField("in één cijfer", max_length=40, blank=True)
    seat = models.ForeignKey(
        "seats.Seat", on_delete=models.SET_NULL, null=True, blank=True, related_name="shown_threads"
    )
    started_at = models.DateTimeField("begonnen op")
    last_post_at = models.DateTimeField("laatste bericht op")
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True)
    locked_at = models.DateTimeField("gesloten op", null=True, blank=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        indexes = [models.Index(fields=["bootcamp", "-last_post_at", "-id"], name="thread_latest_first")]
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(kind="plan"), name="thread_one_plan_per_seat"),
            models.CheckConstraint(condition=Q(last_post_at__gte=F("started_at")), name="thread_last_post_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return addresses.of("bootcamp:thread", self.pk)


class PostQuerySet(models.QuerySet):
    def visible_to(self, user: Visitor) -> Self:
        return self.filter(thread__bootcamp__in=bootcamps_of(user))

    def readable(self) -> Self:
        return self.filter(hidden_at=None, removed_at=None)

    def in_order(self) -> Self:
        return self.order_by("posted_at", "pk")

    def for_reading(self, user: int) -> Self:
        """What a page of posts shows to this user; `with_what_lies_beside` brings the rest."""
        helped = Helped.objects.filter(post=OuterRef("pk"), user=user)
        counts = {"helped_count": Number(HELPED), "file_count": Number(FILES), "name_count": Number(NAMES)}
        return self.annotate(**counts, helped_me=Exists(helped)).select_related("author", "school")


class Post(models.Model):
    """What someone wrote. `body` is HTML that was cleaned; `words` are what can be searched in it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    is_opening = models.BooleanField("opent het gesprek", default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="posts", verbose_name="schrijver"
    )
    school = models.ForeignKey(
        "people.School", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="school"
    )
    body = CleanHtmlField("bericht", blank=True)
    words = models.TextField(blank=True, editable=False)
    posted_at = models.DateTimeField("geplaatst op")
    edited_at = models.DateTimeField("gewijzigd op", null=True, blank=True)
    removed_at = models.DateTimeField("verwijderd op", null=True, blank=True)
    hidden_at = models.DateTimeField("verborgen op", null=True, blank=True)
    hidden_because = models.CharField("waarom verborgen", max_length=200, blank=True)
    mails_about_it, own_mails = relations.about_it(), relations.own()

    # What a mail shows of it (letters.py).
    excerpt: str

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes = [models.Index(fields=["thread", "posted_at", "id"], name="post_in_order")]
        constraints = [
            models.UniqueConstraint(fields=["thread"], condition=Q(is_opening=True), name="post_opens_a_thread_once"),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_because="") | (Q(hidden_at__isnull=False) & ~Q(hidden_because="")),
                name="post_hidden_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(removed_at=None) | Q(body="", words=""), name="post_removed_is_empty"),
        ]

    def __str__(self) -> str:
        return f"Bericht {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("bootcamp:post", args=[self.pk])

    @property
    def writer(self) -> str:
        return self.author.full_name if self.author else "Iemand die hier wegging"

    @property
    def spoke_for(self) -> str:
        """The school for which it was written, or HPP."""
        if self.school:
            return self.school.name
        return "Het Potentieel Pakken" if self.author and access.opens(self.author.role).is_hpp else ""

    @property
    def is_readable(self) -> bool:
        return self.hidden_at is None and self.removed_at is None and self.thread.hidden_at is None


def with_what_lies_beside(posts: list[Post]) -> list[Post]:
    """The files and the people named of posts that come from `for_reading`: most have neither, so it asks only for
    those that do."""
    files = models.Prefetch("attachments", to_attr="files")
    names = models.Prefetch("mentions", Mention.objects.select_related("user"), to_attr="names")
    models.prefetch_related_objects([post for post in posts if post.file_count], files)
    models.prefetch_related_objects([post for post in posts if post.name_count], names)
    return posts


class Attachment(models.Model):
    """A file beside a post; its only address is a view that asks who you are."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="attachments")
    file = AttachmentField(upload_to=private_name, storage=WholeFiles(), validators=[check_upload])
    name = models.CharField("naam", max_length=120)
    size = models.PositiveIntegerField("grootte in bytes")

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        verbose_name = "vermelding"
        verbose_name_plural = "vermeldingen"
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="mention_once_per_post")]

    def __str__(self) -> str:
        return self.user.full_name


class Helped(models.Model):
    """Someone said of a post: dit hielp."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="helped")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="was_helped_by")
    marked_at = models.DateTimeField()

    class Meta:
        verbose_name = "dit hielp"
        verbose_name_plural = "dit hielp"
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="helped_once_per_person")]

    def __str__(self) -> str:
        return f"Bericht {self.post_id} hielp"


class Report(models.Model):
    """Someone asks HPP to look at a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField("wat is er mis", max_length=500)
    reported_at = models.DateTimeField("gemeld op")
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reported_by"], condition=Q(settled_at=None), name="report_open_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"Melding over bericht {self.post_id}"


class Membership(models.Model):
    """What someone chose for one bootcamp: which mail, and that the house rules are fine."""

    bootcamp = models.ForeignKey("seats.Bootcamp", on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    mail = models.CharField("mail over nieuwe berichten", max_length=10, choices=Mail, default=Mail.DAILY)
    rules_accepted_at = models.DateTimeField("huisregels gelezen op", null=True, blank=True)

    class Meta:
        verbose_name = "keuze in de uitwisseling"
        verbose_name_plural = "keuzes in de uitwisseling"
        constraints = [models.UniqueConstraint(fields=["bootcamp", "user"], name="membership_once_per_bootcamp")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.bootcamp_id}"


class Visit(models.Model):
    """When someone last looked round in the exchange of a bootcamp. What came after `since` is new to them: that stays
    so during a visit, until they have been away for a while."""

    bootcamp = models.ForeignKey("seats.Bootcamp", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField("nieuw sinds", null=True)
    last_at = models.DateTimeField("laatst gekeken op")

    class Meta:
        verbose_name = "bezoek aan de uitwisseling"
        verbose_name_plural = "bezoeken aan de uitwisseling"
        constraints = [models.UniqueConstraint(fields=["bootcamp", "user"], name="visit_once_per_bootcamp")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.bootcamp_id}"
