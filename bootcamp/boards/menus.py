from portal import menus
from portal.people.access import leads_from_board
from portal.people.models import User


def writes_frames(user: User) -> bool:
    return leads_from_board(user) and user.board_id is not None


menus.add("Onze kaders", "bootcamp:own_frames", shown_to=writes_frames)
