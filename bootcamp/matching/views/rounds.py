"""A round, from its opening to the decisions."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bootcamp.matching import actions, rights
from bootcamp.matching.forms import RoundForm
from bootcamp.matching.models import FormationRound
from bootcamp.matching.sheet import RoundSheet
from portal.audit import trail
from portal.people import access
from portal.people.models import signed_in
from portal.reasons import NotPossible

leaders_from_board = access.only(access.leads_from_board)


def round_for(request, round_id):
    rows = rights.rounds_read_by(signed_in(request)).select_related("board").prefetch_related("taking_part__board")
    return get_object_or_404(rows, pk=round_id)


@never_cache
@leaders_from_board
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    user = signed_in(request)
    if user.board is None:
        raise Http404("Geen bestuur.")
    form = RoundForm(request.POST or None, instance=FormationRound(board=user.board))
    if request.method == "POST" and form.is_valid():
        others = [board for board in form.cleaned_data["numbers"] if board != user.board]
        formation = actions.begin(form.instance, others=others, by=user, now=timezone.now())
        messages.success(request, "De ronde is open. Deel de link van elke school met de leerkrachten.")
        return redirect("matching:round", formation.pk)
    return render(request, "bootcamp/matching/new_round.html", {"form": form})


@never_cache
@access.leaders_only
@require_safe
def page(request, round_id):
    formation = round_for(request, round_id)
    user, today = signed_in(request), timezone.localdate()
    invited = [row for row in formation.taking_part.all() if row.board_id == user.board_id and row.joined_at is None]
    if invited:
        return render(request, "bootcamp/matching/join.html", {"formation": formation})
    sheet = RoundSheet(formation, user, today)
    context = {"formation": formation, "sheet": sheet, "named_wishes": sheet.named_wishes, "today": today}
    if sheet.leads:
        context["moves"] = list(formation.moves.select_related("wish__school").order_by("-pk")[:20])
    actions.looked(sheet.named_on_page, by=user, today=today)
    return render(request, "bootcamp/matching/round.html", context)


STEPS = {
    "close": lambda formation, now: actions.close(formation),
    "reopen": lambda formation, now: actions.reopen(formation),
    "propose": lambda formation, now: actions.propose(formation, now=now),
    "stop": lambda formation, now: actions.stop(formation),
    "reasons": lambda formation, now: actions.open_reasons(formation),
    "talks": lambda formation, now: actions.start_talks(formation),
    "decide": lambda formation, now: actions.decide(formation, now=now, today=timezone.localdate(now)),
}
DONE = {
    "close": "De ronde is gesloten. Je kunt nu voorstellen maken.",
    "reopen": "De ronde is weer open.",
    "propose": "We maken de voorstellen. Dat duurt hoogstens een minuut.",
    "stop": "We stoppen. Wat er stond blijft staan.",
    "reasons": "Leerkrachten zien nu bij hun eigen wens waarom die nog open is.",
    "talks": "De gesprekken kunnen beginnen.",
    "decide": "De ronde is besloten.",
}


@never_cache
@access.leaders_only
@require_POST
def step(request, round_id):
    formation, user, what = round_for(request, round_id), signed_in(request), request.POST.get("wat", "")
    if what == "join" and access.leads_from_board(user):
        actions.join(formation, board_id=user.board_id, now=timezone.now())
        messages.success(request, "Jullie doen mee aan deze ronde.")
        return redirect("matching:round", formation.pk)
    if not rights.leads(user, formation) or what not in STEPS:
        raise Http404("Niet voor deze rol.")
    try:
        STEPS[what](formation, timezone.now())
    except NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, DONE[what])
    trail.about(request, [], what=f"ronde: {what}")
    return redirect("matching:round", formation.pk)


TALKS = {
    "invite": lambda row, now: actions.invite(row, now=now),
    "agree": lambda row, now: actions.agree(row, now=now, today=timezone.localdate(now)),
    "drop": lambda row, now: actions.drop(row, now=now),
}
SAID = {
    "invite": "Staat genoteerd. Nodig zelf uit voor een gesprek; de leerkracht ziet het ook bij de eigen wens.",
    "agree": "Afgesproken. De uren tellen mee, zonder naam.",
    "drop": "Gaat niet door. In deze ronde stellen we dit niet nog eens voor.",
}


@never_cache
@access.leaders_only
@require_POST
def proposal(request, round_id, proposal_id):
    formation, user, what = round_for(request, round_id), signed_in(request), request.POST.get("wat", "")
    rows = rights.proposals_for(user, formation).select_related("place", "wish", "given_by", "round")
    row = get_object_or_404(rows, pk=proposal_id)
    if not rights.decides(user, row) or what not in TALKS:
        raise Http404("Niet voor deze rol.")
    try:
        TALKS[what](row, timezone.now())
    except NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, SAID[what])
    trail.about(request, [row.wish.user_id] if row.wish.user_id else [], what=f"voorstel: {what}")
    return redirect("matching:round", formation.pk)
