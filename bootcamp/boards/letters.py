from collections.abc import Iterable
from datetime import datetime

from bootcamp.boards.models import BoardFrames
from portal.people.models import User
from portal.post import kinds, mail, writing
from portal.post.kinds import Kind
from portal.post.writing import Draft

FRAMES = kinds.register(Kind("boards.frames", "nieuwe kaders van het bestuur", template="bootcamp/boards/frames"))


def changed(frames: BoardFrames, *, to: Iterable[User], by: User, now: datetime) -> None:
    drafts = []
    for director in to:
        context = {"frames": frames, "board": frames.board, "user": director, "by": by, "signer": by}
        message = mail.rendered(FRAMES.template, context)
        drafts.append(
            Draft(to=director, once=str(frames.pk), subject=message.subject, text=message.text, by=by, reply_to=by)
        )
    writing.write_all(FRAMES, drafts, now=now)
