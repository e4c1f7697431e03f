from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand

from portal.people import own_data

PLACE = Path(settings.BASE_DIR) / "docs" / "verwerkingsregister.md"
START = "<!-- Hieronder komt uit het programma: python manage.py verwerkingsregister -->\n\n"


class Command(BaseCommand):
    help = "Schrijft de tabel in docs/verwerkingsregister.md opnieuw, uit wat het programma zelf zegt."

    def handle(self, *args, **options):
        PLACE.write_text(PLACE.read_text().partition(START)[0] + START + own_data.register())
        self.stdout.write(f"{PLACE.name} is bijgewerkt.")
