from tests.access import EDITORS, only

READERS = ("directeur", "hr", "bestuur", *EDITORS)
WRITERS = ("hr", "bestuur")


def board(cast):
    return {"board_id": cast.board.pk}


ROWS = {
    "bootcamp:own_frames": only("hr", "hr_elders", "bestuur", "bestuur_elders", status=302),
    "bootcamp:frames": only(*READERS, arguments=board),
    "bootcamp:frames_write": only(*WRITERS, arguments=board),
    "bootcamp:board_support": only(*WRITERS, arguments=board),
}
