"""The lock under which seats change hands."""

from collections.abc import Iterable

from bootcamp.seats.models import Application, Bootcamp


def lock(bootcamp_id: int) -> Bootcamp:
    """First thing in each action: two schools may ask for the last seat at the same moment."""
    return Bootcamp.objects.select_for_update(of=("self",)).get(pk=bootcamp_id)


def lock_each(bootcamp_ids: Iterable[int]) -> dict[int, Bootcamp]:
    """Always in the same order, so that two that lock the same ones never wait for each other."""
    return {pk: lock(pk) for pk in sorted(set(bootcamp_ids))}


def locked_application(application_id: int) -> Application:
    """The application as it is once the lock of its bootcamp is ours."""
    lock(Application.objects.values_list("bootcamp_id", flat=True).get(pk=application_id))
    return Application.objects.select_related("bootcamp", "school__board").get(pk=application_id)
