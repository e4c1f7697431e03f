"""A certificate for who followed enough of a bootcamp: whether, what is missing, and the paper itself.

Whoever holds the paper can have its number checked. The check tells what the paper tells, with initials instead of a
name: enough to see that the paper is real, too little to look people up. Numbers can't be guessed (58 bits), and
whoever tries is slowed down. After 24 months the number still counts, for a school and without a person.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import cast

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from bootcamp.following import attending
from bootcamp.following.evaluation import last_end
from bootcamp.following.models import Certificate, CertificateRule
from bootcamp.following.progress import Progress, Station
from bootcamp.seats.actions import NotPossible
from bootcamp.seats.models import Bootcamp, Participation, WorkSession
from portal import kept, pictures
from portal.goals import Goal
from portal.papers import pdf, requests
from portal.papers.requests import PaperState
from portal.people.models import User

KIND = "bootcamp.certificate"
# From the usual size to what the longest names of people, schools and sessions need.
SIZES = ("", "certificate--small", "certificate--small certificate--least")


@dataclass(frozen=True)
class Standing:
    """How far someone is towards a certificate."""

    needed: int
    followed: int
    is_over: bool
    to_catch_up: list[Station]

    @property
    def missing(self) -> int:
        return max(self.needed - self.followed, 0)

    @property
    def is_earned(self) -> bool:
        return self.is_over and not self.missing


RULES = kept.Question(lambda bootcamp: CertificateRule.objects.filter(bootcamp=bootcamp))


def needed(bootcamp: Bootcamp, sessions: list[WorkSession]) -> int:
    """All but one of the sessions that take place, unless HPP says otherwise; never more than there are."""
    held = sum(1 for session in sessions if not session.cancelled_at)
    rule = next(iter(RULES(bootcamp.pk)), None)
    return min(rule.sessions_needed, held) if rule else max(held - 1, min(held, 1))


def standing(progress: Progress) -> Standing:
    ended = last_end(progress.sessions)
    return Standing(
        needed=needed(progress.seat.bootcamp, progress.sessions),
        followed=sum(1 for station in progress.stations if station.counts),
        is_over=ended is not None and ended <= progress.now,
        to_catch_up=progress.to_catch_up,
    )


def of(progress: Progress) -> Certificate | None:
    return progress.seat.certificates.filter(user=progress.user).defer("content").first()


@transaction.atomic
def ask(progress: Progress, *, now: datetime) -> Certificate:
    """Asking twice is asking once; what failed is tried again."""
    if progress.me is None or not standing(progress).is_earned:
        raise NotPossible("Je hebt nog niet genoeg sessies gevolgd voor een certificaat.")
    certificate, _ = Certificate.objects.get_or_create(
        seat=progress.seat,
        user=progress.user,
        defaults={
            "initials": initials(progress.user.full_name),
            "sessions_followed": standing(progress).followed,
            "issued_at": now,
        },
    )
    # Two asking at once would otherwise both find that nobody asked yet.
    Certificate.objects.select_for_update().defer("content").get(pk=certificate.pk)
    is_kept = _is_kept(certificate)
    requests.ask(KIND, _about(certificate), is_kept=is_kept, now=now, certificate_id=certificate.pk)
    return certificate


def state(certificate: Certificate) -> PaperState:
    return requests.state(KIND, _about(certificate), is_kept=_is_kept(certificate))


def _about(certificate: Certificate) -> str:
    return f"certificate {certificate.pk}"


def _is_kept(certificate: Certificate) -> bool:
    return Certificate.objects.filter(pk=certificate.pk, content__isnull=False).exists()


def make(certificate_id: int) -> None:
    """Safe to run twice: what is made stays as it is."""
    waiting = Certificate.objects.filter(content=None, user__isnull=False)
    certificate = waiting.select_related("user", "seat__school", "seat__bootcamp").filter(pk=certificate_id).first()
    if certificate:
        certificate.content = render(certificate)
        certificate.save(update_fields=["content"])


def render(certificate: Certificate) -> bytes:
    seat = certificate.seat
    user = cast(User, certificate.user)  # a paper is made while we know of whom it is
    people = Participation.objects.filter(seat=seat, user=user)
    sessions = seat.held_sessions()
    presence = attending.presence(sessions, list(people))
    followed = [(session, presence[session.pk].counts) for session in sessions]
    count = sum(1 for _, is_followed in followed if is_followed)
    label = f"{count} van de {len(sessions)} werksessies gevolgd"
    context = {
        "certificate": certificate,
        "name": user.full_name,
        "school": seat.school,
        "bootcamp": seat.bootcamp,
        "sessions": followed,
        "hours": hours_of([session for session, is_followed in followed if is_followed]),
        "themes": themes_of([session for session, is_followed in followed if is_followed]),
        "beads": pictures.with_title(
            pictures.beads(len(sessions), count, on_board=True, per_row=50, group=50, label=label)
        ),
        "issued_on": timezone.localdate(certificate.issued_at),
        "check_address": settings.SITE_URL.partition("://")[2] + reverse("bootcamp:check_certificate"),
    }
    versions = (render_to_string("bootcamp/following/on_paper.html", {**context, "size": size}) for size in SIZES)
    return pdf.render_to_fit(versions, pages=1)


def hours_of(sessions: list[WorkSession]) -> Decimal:
    """Of the sessions themselves, in half hours: what a register of school leaders asks for."""
    seconds = sum((session.ends_at - session.starts_at).total_seconds() for session in sessions)
    return Decimal(round(seconds / 1800)) / 2


def themes_of(sessions: list[WorkSession]) -> list[str]:
    """Each goal once, in the order of the approach."""
    return [goal.label for goal in Goal if goal in {session.goal for session in sessions}]


def initials(name: str) -> str:
    """ "Sanne de Vries": S. d. V."""
    return " ".join(f"{word[0]}." for word in name.replace("-", " ").split() if word[0].isalpha())[:12].strip()


def find(typed: str) -> Certificate | None:
    """By its number, however someone types it: small letters, spaces, without dashes."""
    bare = "".join(letter for letter in typed.upper() if letter.isalnum())[:20]
    if len(bare) != 12:
        return None
    number = "-".join(bare[start : start + 4] for start in (0, 4, 8))
    certificates = Certificate.objects.filter(number=number).select_related("seat__school", "seat__bootcamp")
    return certificates.defer("content").first()
