from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from portal.backup import BackupFailed, postgres
from portal.backup.making import APART
from portal.backup.restoring import put_back


class Command(BaseCommand):
    help = "Zet een back-up terug. Doe dit met deploy/restore: dat stopt eerst het portaal."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="BESTAND", help="de back-up: portaal-….age")
        parser.add_argument("--sleutel", type=Path, required=True, help="bestand met de geheime sleutel")
        parser.add_argument("--vervang", action="store_true", help="zet opzij wat er nu staat")

    def handle(self, *args, file, sleutel, vervang, **options):
        try:
            done = put_back(file, key_file=sleutel, now=timezone.now(), replace=vervang)
        except BackupFailed as fault:
            raise CommandError(f"Er is niets veranderd. {fault}") from fault
        except OSError as fault:
            raise CommandError(f"De schijf werkt niet mee: {fault.strerror}.") from fault
        # The code may be newer than the back-up.
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(
            f"Teruggezet en vergeleken: {postgres.how_many(done.rows)} rijen in {len(done.rows)} tabellen en "
            f"{done.how_many_files} bestanden, in {done.seconds:.1f} s."
        )
        if not done.with_apart:
            self.stdout.write(f"Zonder {APART} van dezelfde nacht ontbreken antwoorden op vragen die toen openstonden.")
        if done.kept_database:
            command = postgres.dropping(postgres.Database.of(settings.DATABASES["default"]), done.kept_database)
            self.stdout.write(f"Wat er stond, heet nu {done.kept_database}. Weggooien: {command}")
        if done.kept_files:
            self.stdout.write(f"De bestanden van toen staan in {done.kept_files}.")
