from importlib import import_module

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.people import demo
from portal.people.models import User

# In this order: the bootcamps bring the shelves that materials are put on.
ROOMS = ["bootcamp.demo", "materials.demo"]


class Command(BaseCommand):
    help = "Laad voorbeeldinhoud met bekende wachtwoorden. Alleen om uit te proberen."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "Voorbeeldinhoud laden kan alleen met DEMO=1. De wachtwoorden ervan zijn bekend: doe dit nooit op een "
                "portaal dat echt gebruikt wordt."
            )
        self.stdout.write("De voorbeeldinhoud staat klaar." if self.load() else "De voorbeeldinhoud staat er al.")

    @transaction.atomic
    def load(self):
        """All of it or nothing; nothing when it's there already."""
        if demo.is_loaded():
            return False
        if User.objects.exists():
            raise CommandError(
                "Er staan al accounts in deze database. Voorbeeldinhoud komt alleen in een lege database: bekende "
                "wachtwoorden horen niet naast echte accounts. Start zonder DEMO=1, of met een andere DATA_DIR."
            )
        demo.load()
        for room in ROOMS:
            import_module(room).load(now=timezone.now())
        return True
