"""What is left in the files of a database of words that were wiped, in a process of its own.

`python -m tests.portal.blocks.remnants` has three people answer, publishes (three is too few: it waits), forgets what
waited for a year, and wipes at night. Prints as JSON which words are still in the files: `bare` without the nightly
wipe, and on SQLite without `secure_delete`; `wiped` as it runs.
"""

import json
from datetime import timedelta
from pathlib import Path

import django

WORDS = {"bare": ["ontboezeming", "wie-schreef-het"], "wiped": ["geheimpje", "van-wie-is-dit"]}


def files_of_the_room():
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.close()
        own = Path(connection.settings_dict["NAME"])
        return [path for path in own.parent.glob(f"{own.name}*") if not path.name.endswith("-shm")]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory') || '/' || pg_relation_filepath(c.oid) FROM pg_class c "
            "WHERE c.relname IN ('blocks_pile', 'blocks_turnout')"
        )
        return [Path(path) for (path,) in cursor.fetchall()]


def left(words):
    return [word for word in words if any(word.encode() in path.read_bytes() for path in files_of_the_room())]


def answer_publish_and_forget(what, who):
    from portal import retention
    from portal.blocks import answering, publishing
    from portal.blocks.models.piles import Pile, Turnout
    from tests.portal.blocks.rounds import CLOSES, OPEN, TEXT, make_release

    release = make_release()
    for number in range(3):
        said = {TEXT: f"{what} {number}"}
        answering.answer(release, group=("a",), who=f"{who}-{number}", school="s", said=said, now=OPEN)
    assert (Pile.objects.count(), Turnout.objects.count()) == (1, 1)
    publishing.publish(release, now=CLOSES)
    retention.forget_expired(today=(CLOSES + timedelta(days=400)).date())
    assert (Pile.objects.count(), Turnout.objects.count()) == (0, 0)


def main():
    django.setup()
    from django.db import connection

    from portal.blocks import publishing

    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA secure_delete=OFF")
    answer_publish_and_forget(*WORDS["bare"])
    bare = left(WORDS["bare"])
    connection.close()
    answer_publish_and_forget(*WORDS["wiped"])
    publishing.wipe_traces()
    print(json.dumps({"bare": bare, "wiped": left(WORDS["wiped"])}))


if __name__ == "__main__":
    main()
