"""How the work in the background goes."""

from datetime import datetime, timedelta

from django.db.models import Count, Max, Min

from portal.jobs import alive, queue
from portal.jobs.lanes import Lane
from portal.jobs.models import Job, Worker
from portal.text.dates import how_long
from portal.versions import PORTAL
from portal.wellbeing import register
from portal.wellbeing.register import Finding

RESTART = "Start de worker opnieuw: systemctl restart uren-portaal-worker. Kijk anders in het logboek."
LANES = {
    Lane.CLOCK: "de klok",
    Lane.MAIL: "mail",
    Lane.CALCULATOR: "pdf’s van de berekenaar",
    Lane.PAPERS: "pdf’s van scholen",
    Lane.MAILING: "mail aan velen",
    Lane.WORK: "ander werk",
}
PATIENT = {Lane.MAILING, Lane.WORK}
"""Nobody waits for these from second to second, so the oldest may be older."""


@register.sign("jobs.worker", "De worker", asks_database=True)
def a_worker_lives(now: datetime) -> Finding:
    workers = list(Worker.objects.order_by("-seen_at", "name"))
    living = [worker for worker in workers if worker.seen_at > now - alive.SILENT]
    if not living:
        last = f"De laatste was er {how_long(now - workers[0].seen_at)} geleden." if workers else "Er was er nog geen."
        return register.red(f"Er draait geen worker: mails en pdf’s wachten. {last}", RESTART)
    names = [worker.name for worker in living]
    silent = [worker.name for worker in workers if worker not in living]
    if silent:
        return register.attention(f"Deze worker is stil: {', '.join(silent)}. Een andere doet het werk.", RESTART)
    other = [worker.name for worker in living if worker.version != PORTAL]
    if other:
        return register.attention("Worker en webserver hebben niet dezelfde versie.", f"Werk ook {other[0]} bij.")
    return register.good("Leeft." if len(names) == 1 else f"Er leven er {len(names)}.", *names)


@register.sign("jobs.clock", "De klok van het werk", asks_database=True)
def the_clock_ticks(now: datetime) -> Finding:
    last = Worker.objects.aggregate(last=Max("ticked_at"))["last"]
    if last and last > now - alive.TICKS:
        return register.good(f"Tikte {how_long(now - last)} geleden.")
    since = f"Hij tikte {how_long(now - last)} geleden voor het laatst." if last else "Hij tikte nog niet."
    return register.red(
        f"Wat op tijd moet, gebeurt niet. {since}",
        "Start de klok opnieuw: systemctl restart uren-portaal-klok. Leeft de worker ook niet, begin dan daar.",
    )


@register.sign("jobs.queue", "Werk dat wacht", asks_database=True)
def the_queue_moves(now: datetime) -> Finding:
    waiting = Job.objects.filter(state=Job.State.QUEUED, run_after__lte=now).order_by()
    by_kind = waiting.values_list("kind").annotate(number=Count("pk"), oldest=Min("run_after"))
    lanes: dict[Lane, tuple[int, datetime]] = {}
    for kind, number, oldest in by_kind:
        lane = queue.HANDLERS[kind].lane if kind in queue.HANDLERS else Lane.WORK
        before, earliest = lanes.get(lane, (0, oldest))
        lanes[lane] = before + number, min(earliest, oldest)
    details = [
        f"{LANES[lane]}: {number}, de oudste wacht {how_long(now - oldest)}"
        for lane, (number, oldest) in sorted(lanes.items())
    ]
    late = [LANES[lane] for lane, (_, oldest) in sorted(lanes.items()) if now - oldest > _patience(lane)]
    if late:
        return register.red(
            f"Te lang in de rij: {', '.join(late)}.",
            "Leeft de worker, wacht dan een kwartier; wordt de rij niet korter, start de worker dan opnieuw.",
            *details,
        )
    total = sum(number for number, _ in lanes.values())
    return register.good(
        f"Er {'wacht' if total == 1 else 'wachten'} {total}." if total else "Er wacht niets.", *details
    )


def _patience(lane: Lane) -> timedelta:
    return 6 * queue.LATE if lane in PATIENT else queue.LATE


@register.sign("jobs.failed", "Taken die mislukten", asks_database=True)
def nothing_failed(now: datetime) -> Finding:
    number = Job.objects.filter(state=Job.State.FAILED).count()
    if not number:
        return register.good("Er is niets mislukt.")
    return register.red(
        "Eén taak is mislukt." if number == 1 else f"{number} taken zijn mislukt.",
        "Kijk hieronder welke, en probeer ze opnieuw.",
    )
