from django.core.management import BaseCommand

from portal.papers import letters


class Command(BaseCommand):
    help = "Snijdt de letters voor papier opnieuw uit de variabele letter van het scherm (static/fonts/paper)."

    def handle(self, *args, **options):
        for path, font in letters.cut():
            path.write_bytes(font)
            self.stdout.write(f"{path.name}: {len(font) // 1024} kB")
