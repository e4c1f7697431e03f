"""The mails about coming in: to who asked, to HPP, and to who is there already."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from portal.people import access
from portal.people.entrance import errands
from portal.people.entrance.models import SignUp
from portal.people.letters import password_link
from portal.people.models import School, User
from portal.post import kinds, mail, writing
from portal.post.kinds import Keeping, Kind, MessageOf, Priority
from portal.post.models import Letter
from portal.post.writing import Draft

SIX_MONTHS = Keeping("Mails over aanmelden", 6, "Zo kunnen we nagaan of iemand die zich aanmeldde een mail kreeg.")


def _links(letters: list[Letter]) -> MessageOf:
    """With the key to a new account. Not to who has used it."""
    asked = SignUp.objects.filter(user__in=[letter.to_id for letter in letters], state=SignUp.State.ASKED)
    of_user = {sign_up.user_id: sign_up for sign_up in asked.select_related("school")}

    def message(letter: Letter) -> mail.Message | None:
        sign_up = of_user.get(letter.to_id)
        if sign_up is None or letter.to.has_usable_password():
            return None
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
        errand = errands.find(sign_up.errand, sign_up.code)
        context = {"user": letter.to, "sign_up": sign_up, "errand": errand, "days": days}
        return mail.rendered("entrance/link", {**context, "link": password_link(letter.to)})

    return message


LINK = kinds.register(
    Kind(
        "entrance.link",
        "aanmelden: bewijs je adres",
        make=_links,
        priority=Priority.FIRST,
        is_secret=True,
        keeping=SIX_MONTHS,
    )
)


def _kind(name: str, label: str, template: str, priority: Priority = Priority.NORMAL) -> Kind:
    kind = Kind(f"entrance.{name}", label, template=f"entrance/{template}", priority=priority, keeping=SIX_MONTHS)
    return kinds.register(kind)


KNOWN = _kind("known", "aanmelden: je hebt al een account", "known", Priority.FIRST)
WAITS = _kind("waits", "aanmelding: HPP kijkt mee", "waits")
TO_HPP = _kind("to_hpp", "aanmelding: aan HPP", "to_hpp")
LET_IN = _kind("let_in", "aanmelding: je bent binnen", "let_in")
CAME_IN = _kind("came_in", "aanmelding: iemand kwam binnen bij je school", "came_in")
REFUSED = _kind("refused", "aanmelding: niet binnengelaten", "refused")
MERGED = _kind("merged", "aanmelding: je had al een account", "merged")


def link(sign_up: SignUp, *, now: datetime) -> None:
    """At most one a day, however often somebody asks for this address."""
    writing.write(LINK, to=_user(sign_up), once=_day(now), subject="Maak je account af", about=[sign_up], now=now)


def known(user: User, sign_up: SignUp, *, now: datetime) -> None:
    errand = errands.find(sign_up.errand, sign_up.code)
    writing.write(KNOWN, to=user, once=_day(now), context={"errand": errand, "code": sign_up.code}, now=now)


def _day(now: datetime) -> str:
    return timezone.localdate(now).isoformat()


def _user(sign_up: SignUp) -> User:
    if sign_up.user is None:
        raise LookupError(f"Sign-up {sign_up.pk} has no account.")
    return sign_up.user


def waits(sign_up: SignUp, *, now: datetime) -> None:
    _to_who_asked(WAITS, sign_up, now=now)
    context = {"sign_up": sign_up, "errand": errands.find(sign_up.errand, sign_up.code)}
    _to_all(TO_HPP, sign_up, User.objects.filter(access.hpp_people(), is_active=True), context, now=now)


def let_in(sign_up: SignUp, school: School, *, outcome: str, by: User | None, now: datetime) -> None:
    _to_who_asked(LET_IN, sign_up, now=now, by=by, school=school, outcome=outcome)
    above = Q(access.leaders_from_board(), board=school.board_id)
    here = Q(access.directors(), schools=school)
    others = User.objects.filter(above | here, is_active=True).exclude(pk=_user(sign_up).pk).distinct()
    _to_all(CAME_IN, sign_up, others, {"sign_up": sign_up, "school": school}, now=now, by=by)


def refused(sign_up: SignUp, *, by: User, now: datetime) -> None:
    _to_who_asked(REFUSED, sign_up, now=now, by=by)


def merged(sign_up: SignUp, user: User, *, by: User, now: datetime) -> None:
    writing.write(MERGED, to=user, once=str(sign_up.pk), context={"sign_up": sign_up}, by=by, reply_to=by, now=now)


def _to_who_asked(kind: Kind, sign_up: SignUp, *, now: datetime, by: User | None = None, **context: object) -> None:
    writing.write(
        kind,
        to=_user(sign_up),
        once=str(sign_up.pk),
        about=[sign_up],
        context={"sign_up": sign_up, "errand": errands.find(sign_up.errand, sign_up.code), **context},
        by=by,
        reply_to=by,
        now=now,
    )


def _to_all(
    kind: Kind,
    sign_up: SignUp,
    people: Iterable[User],
    context: Mapping[str, object],
    *,
    now: datetime,
    by: User | None = None,
) -> None:
    def draft(user: User) -> Draft:
        message = mail.rendered(kind.template, {"by": by, **context, "user": user})
        return Draft(
            to=user,
            once=str(sign_up.pk),
            subject=message.subject,
            text=message.text,
            about=[sign_up],
            by=by,
            reply_to=sign_up.user if kind is TO_HPP else by,
        )

    writing.write_all(kind, map(draft, people), now=now)
