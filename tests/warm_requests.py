"""The first requests of a web process beside warm ones: prints (path, times as much work) for each, as JSON.

    python -m tests.warm_requests

In the process itself, so with all that it loads; the database is that of DATABASE_URL.
"""

import json
import statistics
import time
from functools import partial

WARM = 7


def main() -> None:
    from portal.wsgi import application
    from tests.bench.asking import Asker
    from tests.calculator.web.typed import FAMILY, to_outcome

    asker = Asker(application)
    calculator = "/werkurenberekenaar/"
    visits = {
        "/": partial(asker.get, "/"),
        calculator: partial(asker.get, calculator),
        "uitkomst": partial(asker.post, calculator, to_outcome(FAMILY)),
        "/materialen/": partial(asker.get, "/materialen/"),
    }
    print(json.dumps({name: _times_a_warm_one(visit) for name, visit in visits.items()}))


def _times_a_warm_one(visit) -> float:
    first, *warm = (_seconds_of_work(visit) for _ in range(1 + WARM))
    return first / statistics.median(warm)


def _seconds_of_work(visit) -> float:
    began = time.process_time()
    visit()
    return time.process_time() - began


if __name__ == "__main__":
    main()
