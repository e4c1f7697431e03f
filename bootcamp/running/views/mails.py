"""Mails of a bootcamp: what goes by itself, what staff write, and the log of all of it."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from bootcamp.following.route import next_session
from bootcamp.running import letters, outbox, rules, words
from bootcamp.running.forms.letters import LetterForm, MailRuleForm
from bootcamp.running.forms.searching import SeatSearchForm
from bootcamp.running.models import MailRule
from bootcamp.running.views import form_methods
from bootcamp.seats.models import Bootcamp, Participation, WorkSession
from portal import meanwhile
from portal.listing import page_of
from portal.people.access import hpp_only
from portal.people.models import User
from portal.post import writing
from portal.post.models import Letter
from portal.post.writing import Draft
from portal.text.numbers import number_in

PAGE_SIZE = 50
SHOWN = 200
CHUNK = 200


@hpp_only
@require_safe
def mails(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    now = timezone.now()
    session = _session(bootcamp, request.GET.get("sessie", ""))
    log = Letter.objects.about(session or bootcamp)
    only_stuck = request.GET.get("wat") == "vast"
    if only_stuck:
        log = log.stuck(now=now)
    page = page_of(request, log.latest_first(), PAGE_SIZE)
    outbox.name_schools(page.object_list)
    chosen = {"sessie": session.pk if session else "", "wat": "vast" if only_stuck else ""}
    context = {
        "bootcamp": bootcamp,
        "rules": rules.of_bootcamp(bootcamp),
        "page": page,
        "session": session,
        "only_stuck": only_stuck,
        "kept": urlencode({name: value for name, value in chosen.items() if value}),
        "stuck": outbox.stuck(bootcamp, now=now).count(),
        "now": now,
    }
    return render(request, "bootcamp/running/mails.html", context)


def _session(bootcamp: Bootcamp, asked: str) -> WorkSession | None:
    return bootcamp.work_sessions.filter(pk=number_in(asked)).first()


@hpp_only
@require_POST
def try_again(request, bootcamp_id):
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    now = timezone.now()
    number = writing.send_again(Letter.objects.filter(pk__in=outbox.stuck(bootcamp, now=now).values("pk")), now=now)
    messages.success(request, f"We proberen {number} {'mail' if number == 1 else 'mails'} opnieuw te sturen.")
    return redirect("bootcamp:staff_mails", bootcamp.pk)


@hpp_only
@form_methods
@meanwhile.one_at_a_time
def add_rule(request, bootcamp_id):
    bootcamp = meanwhile.locked(request, Bootcamp.objects.all(), pk=bootcamp_id)
    return _rule_page(request, bootcamp, MailRule(bootcamp=bootcamp, is_on=True), fixed=False)


@hpp_only
@form_methods
@meanwhile.one_at_a_time
def rule(request, bootcamp_id, moment, audience):
    """A rule that stands there: one of its own, a standard one, or one of which we have an example."""
    bootcamp = meanwhile.locked(request, Bootcamp.objects.all(), pk=bootcamp_id)
    own = {(rule.moment, rule.audience): rule for rule in rules.of_bootcamp(bootcamp)}
    if (moment, audience) not in own:
        raise Http404
    return _rule_page(request, bootcamp, own[moment, audience], fixed=True)


def _rule_page(request, bootcamp: Bootcamp, rule: MailRule, *, fixed: bool):
    form = MailRuleForm(request.POST or None, instance=rule, fixed=fixed, initial=_example(request, fixed=fixed))
    step = request.POST.get("stap")
    if form.is_valid() and step != "voorbeeld":
        form.save()
        messages.success(request, "De mail is opgeslagen.")
        return redirect("bootcamp:staff_mails", bootcamp.pk)
    context = {
        "bootcamp": bootcamp,
        "form": form,
        "rule": rule if fixed else None,
        "fields": words.OF_EVERY_MAIL | words.OF_A_SESSION,
        "others": [] if fixed else _other_examples(bootcamp),
        **_preview_of_rule(request, bootcamp, form, rule),
    }
    return render(request, "bootcamp/running/rule.html", context)


def _example(request, *, fixed: bool) -> dict[str, str]:
    """`?als=erna-afwezig` fills in what we would write."""
    moment, _, audience = request.GET.get("als", "").partition("-")
    subject, text = rules.EXAMPLES.get((moment, audience), ("", ""))
    if fixed or not subject:
        return {}
    return {"moment": moment, "audience": audience, "subject": subject, "text": text}


def _other_examples(bootcamp: Bootcamp) -> list[tuple[str, MailRule]]:
    there = {(rule.moment, rule.audience) for rule in rules.of_bootcamp(bootcamp)}
    return [
        (f"{moment}-{audience}", MailRule(moment=moment, audience=audience))
        for moment, audience in rules.EXAMPLES
        if (moment, audience) not in there
    ]


def _preview_of_rule(request, bootcamp: Bootcamp, form: MailRuleForm, rule: MailRule) -> dict:
    """As one of the people would get it, about the next session."""
    sessions = list(bootcamp.work_sessions.select_related("bootcamp").order_by("starts_at", "pk"))
    session = next_session(sessions, timezone.now()) or (sessions[-1] if sessions else None)
    rows = []
    if session and rule.moment and rule.audience:
        rows = list(rules.recipients(rule, session)[:SHOWN])
    heads = [(row.pk, rules.letterhead_of(row, session)) for row in rows]
    mail = {name: form[name].value() or "" for name in ("subject", "text")}
    return {"session": session, "example": _example_for(heads, request.POST.get("voor"), mail)}


@dataclass(frozen=True)
class Example:
    """A mail as one of the people gets it, and who else there is to choose from."""

    name: str
    chosen: int
    choices: list[tuple[int, str]]
    subject: str
    text: str


def _example_for(
    heads: list[tuple[int, words.Letterhead]], asked: str | None, mail: dict[str, str], *, by: User | None = None
) -> Example | None:
    if not heads:
        return None
    pk, head = next(((pk, head) for pk, head in heads if str(pk) == asked), heads[0])
    return Example(
        name=head.to.full_name,
        chosen=pk,
        choices=[(other, f"{letterhead.to.full_name}, {letterhead.school.name}") for other, letterhead in heads],
        subject=words.filled_in(mail["subject"], head),
        text=words.letter_text(mail["text"], head, by=by),
    )


@hpp_only
@form_methods
def write(request, bootcamp_id):
    """To those who were ticked (`plek`), or to all that the filters show. The preview comes before sending."""
    bootcamp = get_object_or_404(Bootcamp, pk=bootcamp_id)
    people = _selected(request, bootcamp)
    step = request.POST.get("stap")
    form = LetterForm(request.POST if step else None)
    shown, example = list(people[:SHOWN]), None
    if step and form.is_valid():
        token = _token(request.POST.get("kenmerk"))
        if step == "verstuur":
            number = _send(bootcamp, people, form.cleaned_data, token, by=request.user)
            messages.success(request, words.go_out(number))
            return redirect("bootcamp:staff_mails", bootcamp.pk)
        heads = [(participation.pk, _letterhead(participation)) for participation in shown]
        example = _example_for(heads, request.POST.get("voor"), form.cleaned_data, by=request.user)
    context = {
        "bootcamp": bootcamp,
        "form": form,
        "token": _token(request.POST.get("kenmerk")),
        "people": shown,
        "number": people.values("user").distinct().count(),
        "example": example,
        "selection": _hidden(request),
        "fields": words.OF_EVERY_MAIL,
    }
    return render(request, "bootcamp/running/write.html", context)


NAMES = ("plek", "zoek", "bestuur", "stand")


def _asked(request):
    return request.POST if request.method == "POST" else request.GET


def _hidden(request) -> list[tuple[str, str]]:
    """The selection, to be carried from step to step."""
    return [(name, value) for name in NAMES for value in _asked(request).getlist(name) if value]


def _selected(request, bootcamp: Bootcamp):
    asked = _asked(request)
    ticked = [pk for pk in map(number_in, asked.getlist("plek")) if pk]
    if ticked:
        seats = bootcamp.school_seats.filter(pk__in=ticked)
    else:
        seats = SeatSearchForm(asked, bootcamp=bootcamp).chosen(now=timezone.now())
    return Participation.objects.filter(seat__in=seats.order_by().values("pk"), user__is_active=True).by_school()


def _token(given: str | None) -> str:
    """Names this one mail, so that pressing twice sends it once."""
    try:
        return uuid.UUID(given or "").hex
    except ValueError:
        return uuid.uuid4().hex


def _letterhead(participation: Participation) -> words.Letterhead:
    return words.to_participant(participation, bootcamp=participation.seat.bootcamp)


def _send(bootcamp: Bootcamp, people, mail: dict[str, str], token: str, *, by: User) -> int:
    """In chunks: who has it already when the connection drops, doesn't get it again."""
    everyone = list(people)
    chunks = (everyone[at : at + CHUNK] for at in range(0, len(everyone), CHUNK))
    return sum(_send_some(bootcamp, chunk, mail, token, by) for chunk in chunks)


def _send_some(bootcamp: Bootcamp, people: list[Participation], mail: dict[str, str], token: str, by: User) -> int:
    drafts = [
        Draft(
            to=participation.user,
            once=f"{bootcamp.pk}:{token}",
            subject=words.filled_in(mail["subject"], letterhead),
            text=words.letter_text(mail["text"], letterhead, by=by),
            owner=bootcamp,
            about=[participation.seat],
            by=by,
            reply_to=by,
        )
        for participation in people
        for letterhead in [_letterhead(participation)]
    ]
    return len(writing.write_all(letters.TO_GROUP, drafts, now=timezone.now()))
