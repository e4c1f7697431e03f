"""How long the exchange of a bootcamp is kept, and that a file leaves the disk with its row."""

import functools

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from bootcamp.exchange.models import Attachment, Helped, Membership, Mention, Post, Report, Thread, Visit
from portal import retention

MONTHS = 24


@receiver(post_delete, sender=Attachment)
def remove_file(instance, **kwargs):
    """A signal, since rows go along with a post, a thread or a bootcamp, and only this hears of all of them."""
    # Robust: the row is gone already, and a file that nobody can reach may stay.
    transaction.on_commit(functools.partial(instance.file.storage.delete, instance.file.name), robust=True)


retention.keep(
    Thread,
    months=MONTHS,
    why="Twee jaar na de start van de bootcamp gaat weg wat deelnemers aan elkaar schreven, met de bestanden.",
    expired=lambda day: Thread.objects.filter(bootcamp__starts_on__lt=day),
)
retention.keep(
    Post,
    months=MONTHS,
    why="Berichten gaan weg met hun gesprek. Gaat je account eerder weg, dan blijft je bericht staan zonder je naam.",
    expired=lambda day: Post.objects.filter(thread__bootcamp__starts_on__lt=day),
)
retention.keep(
    Membership,
    months=MONTHS,
    why="Zo lang weten we welke mail je koos en dat je de huisregels las.",
    expired=lambda day: Membership.objects.filter(bootcamp__starts_on__lt=day),
)
retention.keep(
    Visit,
    months=MONTHS,
    why="Zo zie je in de uitwisseling wat er nieuw is sinds je vorige bezoek.",
    expired=lambda day: Visit.objects.filter(bootcamp__starts_on__lt=day),
)
retention.goes_with_account(Mention, why="Wie in een bericht genoemd is.")
retention.goes_with_account(Helped, why="Bij welke berichten je zei dat ze hielpen.")
retention.goes_with_account(Report, why="Welke berichten je meldde, en waarom.")
