from tests.access import EDITORS, a_file, only
from tests.factories import make_plan, make_seat, make_thread
from tests.materials.files import PDF

OF_THE_SEAT = ("directeur", "hr", "bestuur", *EDITORS)


def a_seat(cast):
    return {"bootcamp_id": make_seat(director=cast["directeur"]).bootcamp_id}


def _thread(cast, **fields):
    seat = make_seat(director=cast["directeur"])
    return make_thread(author=cast["directeur"], bootcamp=seat.bootcamp, **fields)


def a_thread(cast):
    return {"thread_id": _thread(cast).pk}


def a_post(cast):
    return {"post_id": _thread(cast).posts.get().pk}


def an_attachment(cast):
    return {"attachment_id": _thread(cast, files=[("brief.pdf", PDF)]).posts.get().attachments.get().pk}


def a_shown_plan(cast):
    seat = make_seat(director=cast["directeur"])
    make_plan(seat=seat, shared=True)
    return {"bootcamp_id": seat.bootcamp_id, "seat_id": seat.pk}


ROWS = {
    "bootcamp:exchange": only(*OF_THE_SEAT, arguments=a_seat),
    "bootcamp:new_thread": only(*OF_THE_SEAT, arguments=a_seat),
    "bootcamp:house_rules": only(*OF_THE_SEAT, arguments=a_seat),
    "bootcamp:mail_choice": only(*OF_THE_SEAT, arguments=a_seat),
    "bootcamp:square": only(*OF_THE_SEAT, arguments=a_seat),
    "bootcamp:new_result": only(*OF_THE_SEAT, arguments=a_seat),
    "bootcamp:shown_plan": only(*OF_THE_SEAT, arguments=a_shown_plan),
    "bootcamp:thread": only(*OF_THE_SEAT, arguments=a_thread),
    # To the place in the thread.
    "bootcamp:post": only(*OF_THE_SEAT, status=302, arguments=a_post),
    "bootcamp:edit_post": only("directeur", arguments=a_post),
    "bootcamp:remove_post": only("directeur", arguments=a_post),
    "bootcamp:report_post": only(*OF_THE_SEAT, arguments=a_post),
    "bootcamp:hide_post": only(*EDITORS, arguments=a_post),
    "bootcamp:reports": only(*EDITORS),
    "bootcamp:attachment": a_file(only(*OF_THE_SEAT, arguments=an_attachment)),
    # Only buttons lead here (POST).
    "bootcamp:helped": only(others=405, arguments=a_post),
    "bootcamp:lock_thread": only(*EDITORS, status=405, arguments=a_thread),
}
