"""On the first pages of who signs in with a password alone: the offer to do without."""

from typing import Any

from bootcamp.home import register
from bootcamp.home.register import Mine, Page
from portal.people import passkeys


@register.piece("bootcamp/home/_passkey.html", on=Page.SCHOOL)
@register.piece("bootcamp/home/_passkey.html", on=Page.COLLEAGUE)
def passkey(mine: Mine) -> dict[str, Any] | None:
    return {} if passkeys.is_offered(mine.user) else None
