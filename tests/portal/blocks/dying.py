"""A worker that publishes a round, in a process of its own: killed half-way, and then tried again.

`python -m tests.portal.blocks.dying die|publish` on the database of DATABASE_URL. `die` makes a round, and never comes
to the end of publishing it; `publish` does so twice. Both print as JSON lines what stands in the database.
"""

import json
import os
import signal
import sys

import django


def what_stands_there():
    from django.core import serializers

    from portal.blocks.models import Block, Figure, Release, Texts
    from portal.blocks.models.piles import Pile, Turnout

    kinds = (Release, Block, Figure, Texts, Pile, Turnout)
    rows = [row for kind in kinds for row in kind.objects.order_by("pk")]
    counts = {kind.__name__: kind.objects.count() for kind in kinds}
    return json.dumps({"rows": serializers.serialize("json", rows), "counts": counts})


def main(step):
    django.setup()

    from portal.blocks import publishing
    from portal.blocks.models import Release
    from tests.portal.blocks.rounds import CLOSES, everyone_answers, make_release

    if step == "die":
        everyone_answers(make_release(), 12, text="Zon")
        print(what_stands_there(), flush=True)
        # The figures are written then, the answers not yet wiped.
        publishing._wipe = lambda *arguments: os.kill(os.getpid(), signal.SIGKILL)
        publishing.publish(Release.objects.get(), now=CLOSES)
    print(what_stands_there())
    for _ in range(2):
        publishing.publish(Release.objects.get(), now=CLOSES)
        print(what_stands_there())


if __name__ == "__main__":
    main(sys.argv[1])
