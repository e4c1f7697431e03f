"""The named fields that staff may use in a mail: `Hallo {voornaam}`. Anything else between braces is refused."""

import re
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import formats, timezone

from bootcamp.seats.models import Application, Bootcamp, Participation, WorkSession
from portal.people.models import School, User

FIELD = re.compile(r"\{([^{}\n]{0,40})\}")
OF_EVERY_MAIL = {
    "voornaam": "de voornaam van wie de mail krijgt",
    "school": "de school",
    "bootcamp": "de titel van de bootcamp",
    "link": "het adres van de eigen pagina",
}
OF_A_SESSION = {
    "sessie": "de titel van de sessie",
    "nummer": "het nummer van de sessie",
    "datum": "de dag, zoals donderdag 4 maart",
    "tijd": "van hoe laat tot hoe laat",
    "plek": "online, of het adres",
}


@dataclass(frozen=True)
class Letterhead:
    """All that the fields of one mail are filled in from."""

    to: User
    school: School
    bootcamp: Bootcamp
    path: str
    session: WorkSession | None = None

    @property
    def values(self) -> dict[str, str]:
        values = {
            "voornaam": self.to.first_name,
            "school": self.school.name,
            "bootcamp": self.bootcamp.title,
            "link": f"{settings.SITE_URL}{self.path}",
        }
        return values | (of_session(self.session, self.bootcamp) if self.session else {})


def to_participant(
    participation: Participation, *, bootcamp: Bootcamp, session: WorkSession | None = None
) -> Letterhead:
    seat = participation.seat
    return Letterhead(participation.user, seat.school, bootcamp, seat.get_absolute_url(), session)


def to_who_waits(application: Application, *, bootcamp: Bootcamp, session: WorkSession | None = None) -> Letterhead:
    """To who asked for the seat: of an application of which we still know who that was."""
    path = reverse("bootcamp:bootcamp", args=[bootcamp.pk])
    return Letterhead(cast(User, application.asked_by), application.school, bootcamp, path, session)


def go_out(number: int) -> str:
    return f"{number} {'mail gaat' if number == 1 else 'mails gaan'} de deur uit."


def of_session(session: WorkSession, bootcamp: Bootcamp) -> dict[str, str]:
    return {
        "sessie": session.title,
        "nummer": str(session.number),
        "datum": day_of(session),
        "tijd": time_of(session),
        "plek": session.place or bootcamp.place,
    }


def day_of(session: WorkSession) -> str:
    return formats.date_format(timezone.localtime(session.starts_at), "l j F")


def time_of(session: WorkSession) -> str:
    begin, end = (timezone.localtime(moment) for moment in (session.starts_at, session.ends_at))
    return f"{begin:%H.%M} tot {end:%H.%M} uur"


def filled_in(text: str, letterhead: Letterhead) -> str:
    """What a field gives is not looked at again, so nobody's name can be a field itself."""
    values = letterhead.values
    return FIELD.sub(lambda match: values.get(match[1].strip().lower(), match[0]), text)


def letter_text(text: str, letterhead: Letterhead, *, by: User | None = None) -> str:
    """The whole mail, with what stands below each of them; `by` is who wrote it."""
    contact = f"{settings.SITE_URL}{reverse('contact')}"
    who = f"{by.full_name}\nHet Potentieel Pakken" if by else "Het Potentieel Pakken"
    return f"{filled_in(text, letterhead).strip()}\n\nGroet,\n{who}\n\nVragen? {contact}"


def check(text: str, *, about_session: bool) -> None:
    """Raises ValidationError for a field that we don't know, so that nobody gets a mail with a hole in it."""
    known = OF_EVERY_MAIL | (OF_A_SESSION if about_session else {})
    unknown = [match[0] for match in FIELD.finditer(text) if match[1].strip().lower() not in known]
    if unknown:
        choices = ", ".join(f"{{{name}}}" for name in known)
        raise ValidationError(f"{unknown[0]} kennen we niet. Kies uit {choices}.")
