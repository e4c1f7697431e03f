import time
from datetime import timedelta

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from portal.jobs import alive
from portal.jobs.models import Worker
from portal.wellbeing import letters, looking, watching
from portal.wellbeing.register import State


class Command(BaseCommand):
    help = "Zegt hoe het portaal ervoor staat. Eindigt met 1 als er iets rood is."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--waak",
            action="store_true",
            help="mailt buiten de worker om als die er niet is, wanneer iets een uur rood blijft",
        )
        parser.add_argument("--wacht-op-worker", type=int, metavar="SECONDEN", help="wacht op een teken van een worker")

    def handle(self, *args, **options):
        if options["wacht_op_worker"] is not None:
            return self.wait_for_worker(options["wacht_op_worker"])
        if options["waak"]:
            return self.watch()
        rows = looking.look(now=timezone.now())
        for row in rows:
            does = f" {row.finding.do}" if row.finding.do else ""
            self.stdout.write(f"{row.finding.state.word:<7}{row.sign.label}: {row.finding.says}{does}")
        if any(row.is_red for row in rows):
            raise CommandError("Er is iets rood.")
        if all(row.finding.state is State.GOOD for row in rows):
            self.stdout.write("Alles goed.")
        return None

    def watch(self):
        """The worker does this itself, as long as it lives and its clock ticks."""
        now = timezone.now()
        if alive.is_at_work(now=now):
            return
        try:
            watching.watch(now=now, tell=letters.send_past_the_queue)
        except OSError as fault:
            raise CommandError(f"De mail daarover kon niet weg: {fault.strerror or type(fault).__name__}.") from fault

    def wait_for_worker(self, seconds):
        began, deadline = timezone.now(), time.monotonic() + seconds
        while not Worker.objects.filter(seen_at__gte=began - timedelta(seconds=1)).exists():
            if time.monotonic() > deadline:
                raise CommandError(f"Er kwam in {seconds} seconden geen teken van een worker.")
            time.sleep(0.5)
