from django.conf import settings
from django.core.mail import get_connection
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from portal.backup import BackupFailed, making, postgres
from portal.post import mail


class Command(BaseCommand):
    help = "Maak een versleutelde back-up en zet hem ter controle terug in een lege database. Mailt als het misgaat."
    # The database may be what is wrong, and then someone must still be told.
    requires_system_checks = []

    def handle(self, *args, **options):
        now = timezone.now()
        try:
            backup = making.make(now=now)
        except BackupFailed as fault:
            self.tell(str(fault), now)
            raise CommandError(f"De back-up is mislukt. {fault}") from fault
        except Exception as fault:
            self.tell(f"Er ging iets mis dat we niet verwachtten ({type(fault).__name__}).", now)
            raise
        rows, files = postgres.how_many(backup.contents.rows), len(backup.contents.files)
        size = backup.file.stat().st_size
        making.write_report(
            at=now.isoformat(),
            file=backup.file.name,
            bytes=size,
            rows=rows,
            files=files,
            seconds=round(backup.seconds, 1),
        )
        self.stdout.write(
            f"Back-up gemaakt en ter controle teruggezet: {backup.file} ({size / 1e6:.1f} MB, {rows} rijen, {files} "
            f"bestanden) in {backup.seconds:.1f} s."
        )

    def tell(self, why, now):
        making.write_report(at=now.isoformat(), why=why)
        good = making.all_made()
        context = {"why": why, "last_good": good[-1].name if good else "", "folder": settings.BACKUP_DIR}
        try:
            # Straight to the mail server: the log of all mails is in the database, which may be what is wrong.
            message = mail.rendered("backup_failed", context)
            mail.deliver(
                message, to=settings.KEEPER_EMAIL, reply_to=[settings.CONTACT_EMAIL], post_office=get_connection()
            )
        except OSError as fault:
            self.stderr.write(f"De mail daarover kon niet weg: {fault.strerror or type(fault).__name__}.")
