"""A plain function for each model: what you don't name gets a sensible value. Rooms add theirs below."""

import itertools
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.utils import timezone

from bootcamp.benchmarks import actions as benchmarks
from bootcamp.benchmarks.known import KNOWN
from bootcamp.exchange import actions as exchange
from bootcamp.exchange.models import Thread
from bootcamp.experts.models import ExpertProfile, ExpertRequest
from bootcamp.following.models import Certificate, ColleagueInvitation
from bootcamp.menu.models import BoardMenu, MenuOption, MenuReason
from bootcamp.plan import versions
from bootcamp.plan.models import Plan
from bootcamp.running.letters import TO_GROUP
from bootcamp.seats.models import Application, Attendance, Bootcamp, Invitation, SchoolHoliday, Seat, WorkSession
from materials.models import Material
from portal.goals import Goal
from portal.jobs.models import Job
from portal.people.access import Role
from portal.people.entrance.models import SignUp
from portal.people.models import Board, School, User
from portal.post import writing
from portal.post.models import Letter

PASSWORD = "kralen-op-een-draad"
SECRET = "JBSWY3DPEHPK3PXP"
numbers = itertools.count(1)


def make_board(**fields):
    return Board.objects.create(**{"name": f"Stichting Kleurrijk {next(numbers)}", **fields})


def make_school(**fields):
    number = next(numbers)
    defaults = {"name": f"De Vuurvlinder {number}", "city": "Almere", "brin": f"{number % 100:02}AB{number // 100:02}"}
    board = fields.pop("board", None) or make_board()
    return School.objects.create(board=board, **{**defaults, **fields})


def make_user(role=Role.TEACHER, *, schools=(), password=PASSWORD, verified=True, **fields):
    """Someone who can sign in; HPP staff may enter the admin, as when an administrator invites them."""
    defaults = {
        "email": f"{role}{next(numbers)}@voorbeeld.test",
        "first_name": "Sanne",
        "last_name": "de Vries",
        "is_staff": role == Role.HPP,
    }
    user = User.objects.create_user(password=password, role=role, **{**defaults, **fields})
    user.schools.set(schools)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def make_newcomer(**fields):
    """Someone who signed up, proved the address, and waits until HPP lets them in."""
    user = make_user("", email=f"aanvrager{next(numbers)}@voorbeeld.test")
    now = timezone.now()
    defaults = {"own_name": "De Regenboog", "own_city": "Zeist", "state": SignUp.State.WAITS}
    person = {"email": user.email, "first_name": user.first_name, "last_name": user.last_name}
    moments = {"asked_at": now, "verified_at": now}
    SignUp.objects.create(user=user, role=Role.DIRECTOR, **{**person, **moments, **defaults, **fields})
    return user


def make_director(**school):
    """Of one school, a new one."""
    return make_user(Role.DIRECTOR, schools=[make_school(**school)])


def make_second_step(user):
    secret = get_adapter().encrypt(SECRET)
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})


def make_hr(board):
    """Of a board, with the second step that they need."""
    hr = make_user(Role.HR, board=board)
    make_second_step(hr)
    return hr


def make_bootcamp(*, sessions=2, today=None, **fields):
    """Published and open for enrolment, unless you say otherwise; starts a month from today."""
    today = today or timezone.localdate()
    starts_on = fields.pop("starts_on", today + timedelta(days=30))
    defaults = {
        "title": f"Groep Midden {next(numbers)}",
        "description": "Samen maak je een plan.",
        "seats": 12,
        "enrolment_opens": starts_on - timedelta(days=60),
        "enrolment_closes": starts_on - timedelta(days=7),
        "place": "online",
        "is_published": True,
    }
    bootcamp = Bootcamp.objects.create(starts_on=starts_on, **{**defaults, **fields})
    for number in range(1, sessions + 1):
        make_session(bootcamp=bootcamp, number=number)
    return bootcamp


def make_session(*, bootcamp, number=1, **fields):
    day = bootcamp.starts_on + timedelta(weeks=3 * (number - 1))
    defaults = {
        "title": f"Sessie over stap {number}",
        "goal": min(number, 5),
        "starts_at": timezone.make_aware(datetime.combine(day, time(15))),
        "ends_at": timezone.make_aware(datetime.combine(day, time(17))),
        "join_link": "https://vergaderen.example/x",
        "outcome": "Je weet waar je staat.",
        "preparation": "Lees het pakket\nVerzamel je cijfers",
        "agenda": "15.00 Welkom\n15.30 Aan de slag",
        "follow_up": "Praat met een collega.",
    }
    return WorkSession.objects.create(bootcamp=bootcamp, number=number, **{**defaults, **fields})


def make_seat(*, director=None, colleagues=(), **fields):
    """The seat of the director's school, in which the director and these colleagues take part."""
    director = director or make_user(Role.DIRECTOR, schools=[make_school()])
    defaults = {"enrolled_at": timezone.now(), "enrolled_by": director, "school": director.schools.first()}
    fields["bootcamp"] = fields.get("bootcamp") or make_bootcamp()
    seat = Seat.objects.create(**{**defaults, **fields})
    seat.participants.add(director, *colleagues)
    return seat


def make_application(*, school=None, by=None, **fields):
    """A school that waits for a seat."""
    school = school or make_school()
    by = by or school.people.filter(role=Role.DIRECTOR).first() or make_user(Role.DIRECTOR, schools=[school])
    fields["bootcamp"] = fields.get("bootcamp") or make_bootcamp()
    return Application.objects.create(**{"asked_at": timezone.now(), "asked_by": by, "school": school, **fields})


def make_offer(**fields):
    """A school for which a seat is held for two days."""
    until = timezone.now() + timedelta(days=2)
    return make_application(**{"state": Application.State.OFFERED, "held_until": until, **fields})


def make_holiday(**fields):
    today = timezone.localdate()
    return SchoolHoliday.objects.create(
        **{"name": "Herfstvakantie", "first_day": today, "last_day": today + timedelta(days=8)} | fields
    )


def make_invitation(*, board=None, bootcamp=None, **fields):
    board, bootcamp = board or make_board(), bootcamp or make_bootcamp(by_invitation=True)
    return Invitation.objects.create(board=board, bootcamp=bootcamp, made_at=timezone.now(), **fields)


def make_material(*, file=None, shelves=(), **fields):
    """Published for everyone; `file` is (name, bytes)."""
    defaults = {
        "title": f"Leidraad {next(numbers)}",
        "kind": Material.Kind.GUIDE,
        "goal": Goal.TEACHERS,
        "summary": "Zo pak je het aan.",
        "body": "## Begin\n\nLees **dit** eerst.",
        "published_at": timezone.now() - timedelta(days=1),
    }
    if fields.get("access") == Material.Access.SESSION:
        defaults["stage"] = "voor-1"
    if fields.get("access") == Material.Access.BOARD and "board" not in fields:
        defaults["board"] = make_board()
    material = Material(**{**defaults, **fields})
    if file:
        material.file = ContentFile(file[1], name=file[0])
    material.save()
    material.shelves.set(shelves)
    return material


def make_thread(*, author=None, body="<p>Hoe doen jullie dat?</p>", files=(), mentioned=(), **fields):
    """A question by the director of a seat, unless you say otherwise; `files` are (name, bytes)."""
    now = fields.pop("now", None) or timezone.now()
    bootcamp = fields.pop("bootcamp", None)
    if author is None:
        seat = make_seat(bootcamp=bootcamp)
        author, bootcamp = seat.enrolled_by, seat.bootcamp
    defaults = {"kind": Thread.Kind.QUESTION, "title": f"Vraag {next(numbers)}", "school": author.schools.first()}
    return exchange.start_thread(
        bootcamp=bootcamp or make_bootcamp(),
        by=author,
        body=body,
        files=[ContentFile(content, name=name) for name, content in files],
        mentioned=mentioned,
        now=now,
        **{**defaults, **fields},
    )


def make_reply(thread, *, author=None, body="<p>Wij doen het zo.</p>", **fields):
    author = author or make_seat(bootcamp=thread.bootcamp).enrolled_by
    defaults = {"school": author.schools.first(), "now": timezone.now()}
    return exchange.reply(thread_id=thread.pk, by=author, body=body, **{**defaults, **fields})


def make_plan(*, seat=None, answers=None, actions=(), shared=False, **fields):
    """The plan of the school in a seat; `answers` by question, `actions` as dictionaries of fields (goal 1 unless they
    say so)."""
    now = timezone.now()
    seat = seat or make_seat()
    stamp = {"changed_by": seat.enrolled_by, "changed_at": now}
    plan = Plan.objects.create(**{"school": seat.school, "created_at": now, "changed_at": now, **fields})
    if shared:
        plan.shared_with.add(seat.bootcamp)
    for question, text in (answers or {}).items():
        plan.answers.create(question=question, text=text, **stamp)
    for number, action in enumerate(actions, 1):
        plan.actions.create(**{"goal": 1, "number": number, "what": f"Actie {number}", **stamp, **action})
    return plan


def make_plan_version(*, plan, number=1, content=None, **fields):
    now = timezone.now()
    defaults = {"started_at": now, "saved_at": now, "saved_by": plan.school.seats.first().enrolled_by}
    content = content or versions.content_of([*plan.answers.all(), *plan.actions.all()])
    return plan.versions.create(number=number, content=content, **{**defaults, **fields})


def make_attendance(*, seat, session, state=Attendance.State.PRESENT, participation=None, **fields):
    """Of who enrolled the school, unless you name a participation."""
    participation = participation or seat.participations.get(user=seat.enrolled_by)
    defaults = {"noted_at": session.ends_at, "state": state}
    return Attendance.objects.create(session=session, participation=participation, **{**defaults, **fields})


def make_invitation_of_colleague(*, seat=None, **fields):
    seat = seat or make_seat()
    defaults = {
        "email": f"adjunct{next(numbers)}@voorbeeld.test",
        "first_name": "Noor",
        "last_name": "Jansen",
        "invited_by": seat.enrolled_by,
        "invited_at": timezone.now(),
    }
    return ColleagueInvitation.objects.create(seat=seat, **{**defaults, **fields})


def make_certificate(*, director=None, **fields):
    """Of the director of a seat; the PDF is there."""
    seat = fields.pop("seat", None) or make_seat(director=director)
    defaults = {
        "user": director or seat.enrolled_by,
        "initials": "S. d. V.",
        "sessions_followed": 2,
        "issued_at": timezone.now(),
        "content": b"%PDF-1.7 van ons",
    }
    return Certificate.objects.create(seat=seat, **{**defaults, **fields})


def make_expert(
    *, user=None, role=Role.EXPERT, skills=("gespreksleider",), regions=("utrecht",), works_online=True, **fields
):
    """The profile of someone who can help, in the directory."""
    fields = {"about": "Ik breng teams in gesprek.", "is_shown": True, "changed_at": timezone.now(), **fields}
    profile = ExpertProfile.objects.create(user=user or make_user(role), works_online=works_online, **fields)
    for skill in skills:
        profile.skills.create(skill=skill)
    for region in regions:
        profile.regions.create(region=region)
    return profile


def make_expert_request(*, seat=None, expert=None, **fields):
    """What a school asked; with an expert it is picked up."""
    seat, now = seat or make_seat(), timezone.now()
    day = timezone.localdate()
    defaults = {
        **{"asked_by": seat.enrolled_by, "skill": "gespreksleider", "question": "Wie leidt onze dialoogsessie?"},
        **{"wanted_from": day + timedelta(days=7), "wanted_until": day + timedelta(days=21), "place": "online"},
        **{"asked_at": now, "changed_at": now, "state": "opgepakt" if expert else "gevraagd"},
    }
    return ExpertRequest.objects.create(seat=seat, expert=expert, **{**defaults, **fields})


def release_known(*names):
    """Figures of bootcamp/benchmarks/known.py, proposed and released by two of HPP; all of them without names."""
    one, other = make_user(Role.HPP), make_user(Role.HPP)
    for fields in KNOWN:
        if not names or fields["name"] in names:
            benchmark = benchmarks.propose(by=one, now=timezone.now(), valid_until=date(2099, 1, 1), **fields)
            benchmarks.release(benchmark.pk, by=other, now=timezone.now())


def make_menu(*, board=None, why="", **fields):
    """Empty and not shared; with `why` its reason says enough."""
    defaults = {"title": "Schooljaar 2027-2028", "year": 2026, "changed_at": timezone.now()}
    menu = BoardMenu.objects.create(board=board or make_board(), **{**defaults, **fields})
    MenuReason.objects.create(menu=menu, aim=why, why_this=why)
    return menu


def make_option(menu=None, kind="bonus", **fields):
    amounts = {"later": 0, "taken": 0, "proef": 0, "reizen": "0.23", "dagen": 5, "netto": 150, "toelage": 100}
    defaults = {"title": "Geld", "amount": Decimal(amounts.get(kind, 1000)), "place": next(numbers) % 1000}
    if kind == "netto":
        defaults["gross"] = 5220
    if kind == "opvang":
        defaults["parents_only"] = True
    return MenuOption.objects.create(menu=menu or make_menu(), kind=kind, **{**defaults, **fields})


def make_letter(*, to=None, kind=TO_GROUP, once=None, ago=timedelta(hours=1), state=None, **fields):
    """A mail of an hour ago that still waits for the worker; with a `state` the row stands as you say, without job."""
    now = timezone.now()
    defaults = {"once": once or str(next(numbers)), "subject": "Tot donderdag", "text": "Hallo,\n\nTot donderdag."}
    letter = writing.write(kind, to=to or make_director(), now=now - ago, **{**defaults, **fields})
    if state is not None:
        Job.objects.filter(about=str(letter.parcel)).delete()
        sent_at = now if state == Letter.State.SENT else None
        Letter.objects.filter(pk=letter.pk).update(state=state, sent_at=sent_at, tried_at=now - ago)
        letter.refresh_from_db()
    return letter
