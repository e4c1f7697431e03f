"""What happens to a menu. A change takes what teachers see along; a menu that lacks its reason isn't shown to them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from bootcamp.menu import sheets
from bootcamp.menu.models import BoardMenu, GrantFact, MenuOption, MenuReason
from portal.people.models import Board
from portal.reasons import NotPossible

MOST_MENUS, MOST_OPTIONS = 20, 12


@transaction.atomic
def make(menu: BoardMenu, *, board: Board, now: datetime) -> BoardMenu:
    Board.objects.select_for_update().get(pk=board.pk)
    if BoardMenu.objects.filter(board=board).count() >= MOST_MENUS:
        raise NotPossible(f"Je kunt hoogstens {MOST_MENUS} menu’s bewaren. Gooi er eerst een weg.")
    menu.board, menu.changed_at = board, now
    menu.save()
    MenuReason.objects.create(menu=menu)
    return menu


@transaction.atomic
def keep(menu: BoardMenu, *, now: datetime) -> None:
    menu.changed_at = now
    menu.save()


@transaction.atomic
def keep_option(option: MenuOption, *, today: date, now: datetime) -> None:
    """Of one that is new, at the end."""
    menu = BoardMenu.objects.select_for_update().get(pk=option.menu_id)
    if option.pk is None:
        if menu.options.count() >= MOST_OPTIONS:
            raise NotPossible(f"Een menu heeft hoogstens {MOST_OPTIONS} keuzes. Haal er eerst een weg.")
        option.place = (menu.options.aggregate(last=Max("place"))["last"] or 0) + 1
    option.save()
    _touch(menu, today=today, now=now)


@transaction.atomic
def remove_option(option: MenuOption, *, today: date, now: datetime) -> None:
    menu = BoardMenu.objects.select_for_update().get(pk=option.menu_id)
    option.delete()
    _touch(menu, today=today, now=now)


@transaction.atomic
def keep_reason(reason: MenuReason, *, today: date, now: datetime) -> None:
    menu = BoardMenu.objects.select_for_update().get(pk=reason.menu_id)
    reason.save()
    _touch(menu, today=today, now=now)


def _touch(menu: BoardMenu, *, today: date, now: datetime) -> None:
    """What lacks something after a change is taken back from teachers at once."""
    menu.changed_at = now
    if menu.is_shared and lacks(menu, today=today):
        menu.shared_at = None
    menu.save(update_fields=["changed_at", "shared_at"])


def lacks(menu: BoardMenu, *, today: date) -> list[str]:
    return sheets.of(BoardMenu.objects.whole().get(pk=menu.pk), today=today).lacks


@transaction.atomic
def share(menu_id: int, *, today: date, now: datetime) -> None:
    menu = BoardMenu.objects.select_for_update().get(pk=menu_id)
    missing = lacks(menu, today=today)
    if missing:
        raise NotPossible(" ".join(missing))
    if not menu.is_shared:
        menu.shared_at = now
        menu.save(update_fields=["shared_at"])


@transaction.atomic
def take_back(menu_id: int) -> None:
    """Whoever has the link meets nothing any more."""
    BoardMenu.objects.filter(pk=menu_id).update(shared_at=None)


@transaction.atomic
def keep_grant(facts: dict[str, tuple[str, str]], *, now: datetime) -> None:
    """Without words it isn't known, and there's no row."""
    for key, (text, source) in facts.items():
        if not text:
            GrantFact.objects.filter(key=key).delete()
            continue
        fact = GrantFact.objects.filter(key=key).first() or GrantFact(key=key)
        if (fact.text, fact.source) != (text, source):
            fact.text, fact.source, fact.changed_at = text, source, now
            fact.save()
