"""Jobs that failed for good, as HPP reads them: what it was, for whom, and why."""

from dataclasses import dataclass

from portal.jobs import queue
from portal.jobs.models import Job
from portal.people.models import User

MOST = 50
WORDS = {
    "WorkerLost": "De worker viel er steeds bij om.",
    queue.NOBODY_KNOWS: "Geen worker kent deze taak. Werk alle onderdelen bij naar dezelfde versie.",
}


@dataclass(frozen=True)
class Failure:
    job: Job
    whose: str

    @property
    def what(self) -> str:
        handler = queue.HANDLERS.get(self.job.kind)
        return (handler and handler.label) or self.job.kind

    @property
    def why(self) -> str:
        return WORDS.get(self.job.error, f"Fout in het programma: {self.job.error}.")


def latest() -> list[Failure]:
    """Two queries, however many there are."""
    jobs = list(Job.objects.filter(state=Job.State.FAILED).order_by("-finished_at", "pk")[:MOST])
    people = User.objects.in_bulk({number for job in jobs if (number := _person(job))})
    return [Failure(job, _name(_person(job), people)) for job in jobs]


def _person(job: Job) -> int | None:
    """Whom it is for, where it says so; else who asked for it."""
    return job.arguments.get("user_id") or job.asked_by


def _name(number: int | None, people: dict[int, User]) -> str:
    if number is None:
        return "het portaal zelf, of een bezoeker zonder account"
    return people[number].full_name if number in people else "iemand zonder account"
