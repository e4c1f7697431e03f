from django.core.management import BaseCommand
from django.utils import timezone

from portal import retention


class Command(BaseCommand):
    help = "Vergeet gegevens van mensen die we niet langer nodig hebben (docs/privacy.md)."

    def add_arguments(self, parser):
        parser.add_argument("--proef", action="store_true", help="alleen tellen, niets weggooien")

    def handle(self, *args, proef, **options):
        report = retention.forget_expired(today=timezone.localdate(), dry_run=proef)
        for name, count in report.items():
            self.stdout.write(f"{name}: {count} {'zou weggaan' if proef else 'weg'}")
