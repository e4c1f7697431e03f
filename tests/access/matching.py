from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from bootcamp.matching import links
from bootcamp.matching.models import RoundMove, RoundProposal
from tests.access import LOGIN, Row, everyone, exactly, only
from tests.bootcamp.matching.factories import make_place, make_round, make_wish

AT_WORK = ("directeur", "directeur_elders", "hr", "hr_elders", "bestuur", "bestuur_elders")
OF_BOARD = ("hr", "bestuur")
READERS = ("directeur", *OF_BOARD)


def formation(cast):
    return {"round_id": make_round(cast.board).pk}


def place(cast):
    here = make_round(cast.board)
    return {"round_id": here.pk, "place_id": make_place(here, cast.school).pk}


def proposal(cast):
    """Of a wish of another school of the board at a place of this one."""
    here = make_round(cast.board)
    row = RoundProposal.objects.create(
        round=here,
        wish=make_wish(cast.school),
        place=make_place(here, cast.school),
        need=f"n{uuid4().hex[:8]}",
        halves=1,
        changed_at=timezone.now(),
    )
    return {"round_id": here.pk, "proposal_id": row.pk}


def move(cast):
    here = make_round(cast.board)
    row = RoundMove.objects.create(
        round=here, wish=make_wish(cast.school), need="n1", is_pin=True, asked_at=timezone.now()
    )
    return {"round_id": here.pk, "move_id": row.pk}


def own_wish(cast):
    if not cast["leerkracht"].hours_wishes.exists():
        make_wish(cast.school, user=cast["leerkracht"])
    return {}


def a_key(cast):
    return {"key": make_wish(cast.school).key}


def ended(cast):
    today = timezone.localdate()
    return {"key": make_wish(cast.school, until=today - timedelta(days=1), agreed_on=today - timedelta(days=9)).key}


def a_link(cast):
    return {"token": links.token_of(cast.school)}


def home() -> Row:
    row = only(*AT_WORK)
    return type(row)({**row.expected, "leerkracht": 302}, row.arguments)


ROWS = {
    "matching:home": home(),
    "matching:lending": only(*AT_WORK, "leerkracht"),
    "matching:wish": only(*AT_WORK, "leerkracht"),
    "matching:wish_withdraw": only("leerkracht", arguments=own_wish),
    "matching:wish_by_link": everyone(arguments=a_link),
    "matching:wish_by_key": everyone(arguments=a_key),
    "matching:wish_withdraw_by_key": everyone(arguments=a_key),
    "matching:round_new": only("hr", "hr_elders", "bestuur", "bestuur_elders"),
    "matching:round": only(*READERS, arguments=formation),
    "matching:round_step": exactly(others=404, bezoeker=LOGIN, **dict.fromkeys(AT_WORK, 405), arguments=formation),
    "matching:proposal_step": exactly(others=404, bezoeker=LOGIN, **dict.fromkeys(AT_WORK, 405), arguments=proposal),
    "matching:place_new": only(*READERS, arguments=formation),
    "matching:place": only(*READERS, arguments=place),
    "matching:place_remove": only(*READERS, arguments=place),
    "matching:move_new": only(*OF_BOARD, arguments=formation),
    "matching:move": only(*OF_BOARD, arguments=move),
}
for _name in ("matching:round_step", "matching:proposal_step"):
    _refused = dict.fromkeys((name for name in ROWS[_name].expected), 404)
    ROWS[_name] = Row(ROWS[_name].expected, ROWS[_name].arguments, posted={**_refused, "bezoeker": LOGIN})
