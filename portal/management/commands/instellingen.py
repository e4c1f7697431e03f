from django.core.management import BaseCommand

from portal import environment


class Command(BaseCommand):
    help = "Alle instellingen in de omgeving, als de tabel van docs/beheer.md."
    requires_system_checks = []

    def handle(self, *args, **options):
        self.stdout.write(environment.table())
