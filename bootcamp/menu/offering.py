"""Tells the calculator which menus teachers may open, by their code."""

from bootcamp.menu.models import BoardMenu, MenuOption
from calculator.web import offered
from calculator.web.offered import OfferedMenu, OfferedOption

Kind = MenuOption.Kind


def menu_of(code: str) -> OfferedMenu | None:
    menu = BoardMenu.objects.whole().filter(code=code, shared_at__isnull=False).first()
    if menu is None:
        return None
    options = tuple(_option(option) for option in menu.in_order)
    return OfferedMenu(menu.code, menu.board.name, menu.title, menu.most, options)


def _option(option: MenuOption) -> OfferedOption:
    return OfferedOption(
        key=str(option.pk),
        title=option.title,
        text=option.text,
        is_for_keeping=option.purpose != MenuOption.Purpose.EXPANSION,
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
