"""Tells the calculator which menus teachers may open, by their code."""

from bootcamp.menu.models import BoardMenu, MenuOption
from calculator.web import offered
from calculator.web.offered import OfferedMenu, OfferedOption

Kind = MenuOption.Kind


def menu_of(code: str) -> OfferedMenu | None:
    menu = BoardMenu.objects.whole().filter(code=code, shared_at__isnull=False).first()
    if menu is None:
        return None
    options = tuple(_option(option, menu) for option in menu.in_order)
    return OfferedMenu(menu.code, menu.board.name, menu.title, menu.most, options)


def _keeping_from(option: MenuOption, menu: BoardMenu) -> int | None:
    """Who works so many hours already may get what is for working more."""
    if option.purpose != MenuOption.Purpose.EXPANSION:
        return 0
    return menu.hours[1] if option.also_already else None


def _option(option: MenuOption, menu: BoardMenu) -> OfferedOption:
    return OfferedOption(
        key=str(option.pk),
        title=option.title,
        text=option.text,
        keeping_from=_keeping_from(option, menu),
        min_hours=option.min_hours or 0,
        for_parents=option.parents_only,
        for_care=option.kind == Kind.CHILDCARE,
        **_worth(option),
    )


def _worth(option: MenuOption) -> dict:
    cents = round(100 * option.amount)
    if option.kind == Kind.NET_WISH:
        return {"gross": 100 * (option.gross or 0)}
    if option.kind == Kind.CHILDCARE:
        return {"untaxed": cents} if option.through_free_space else {"gross": cents}
    if option.kind == Kind.DAYS_OFF:
        return {"days_off": float(option.amount)}
    names = {Kind.BONUS: "gross", Kind.FREE_SPACE: "untaxed", Kind.TRAVEL: "per_km"}
    if option.kind == Kind.ALLOWANCE:
        return {"pensionable": 12 * cents}
    return {names[Kind(option.kind)]: cents} if option.kind in names else {}


offered.register(menu_of)
