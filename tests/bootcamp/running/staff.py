"""What the tests of HPP's pages share."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from bootcamp.seats.models import Application
from portal.people.access import Role
from tests.factories import make_school, make_seat, make_second_step, make_user

SOON = timezone.localdate() + timedelta(days=40)


def sign_in(client):
    """Someone of HPP, with a second step."""
    user = make_user(Role.HPP)
    make_second_step(user)
    client.force_login(user)
    return user


def page(name, bootcamp=None, **more):
    arguments = {"bootcamp_id": bootcamp.pk} if bootcamp else {}
    return reverse(f"bootcamp:staff_{name}", kwargs={**arguments, **more})


def a_seat(bootcamp, name="De Vuurvlinder", *, board=None, seat=None, **person):
    """The seat of a school of this name; more fields are of its director."""
    school = make_school(name=name, **({"board": board} if board else {}))
    director = make_user(Role.DIRECTOR, schools=[school], **person)
    return make_seat(director=director, bootcamp=bootcamp, **(seat or {}))


def waits(bootcamp, name="Het Telraam", **fields):
    """A school that asked for a seat of this bootcamp."""
    director = make_user(Role.DIRECTOR, first_name="Daan")
    defaults = {"asked_by": director, "asked_at": timezone.now(), "school": make_school(name=name)}
    return Application.objects.create(bootcamp=bootcamp, **{**defaults, **fields})
