import time

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from portal import env, supervisor
from portal.coming_up import NotUp, wait_until_up
from portal.static_files import collect_when_changed


class Command(BaseCommand):
    help = "Start het portaal op deze machine: database bijwerken, webserver en worker starten."
    # They load every page, which the web server does in a moment; people wait for this.
    requires_system_checks = []

    def handle(self, *args, **options):
        try:
            self.run()
        except KeyboardInterrupt:
            self.stdout.write("\nGestopt voordat alles klaar was. De volgende start gaat verder.")

    def run(self):
        began = time.monotonic()
        host, port = env.text("HOST", "127.0.0.1"), self.port()
        try:
            supervisor.free_port(host, port)
        except supervisor.PortTaken as taken:
            raise CommandError(
                f"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld: make run PORT={port + 1}"
            ) from taken
        self.prepare()
        logs = settings.DATA_DIR / "log"
        web = supervisor.web(host, port, log=logs / "web.log")
        worker = supervisor.worker(log=logs / "worker.log", temporary=settings.DATA_DIR / "tmp")
        children = [web, worker]
        try:
            self.say("==> Webserver starten")
            web.start()
            address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
            wait_until_up(address, web, say=self.say)
            # Only now, so that the first page needn't share the machine with it.
            worker.start()
            self.welcome(address, time.monotonic() - began)
            reason = supervisor.watch(children, say=self.say)
        except NotUp as fault:
            raise CommandError(str(fault)) from fault
        finally:
            supervisor.stop(children)
        if reason:
            raise CommandError(reason)
        self.stdout.write("\nGestopt. Er draait niets meer.")

    def say(self, text):
        self.stdout.write(f"{text}\n")
        self.stdout.flush()

    def port(self):
        text = env.text("PORT", "8000")
        if not text.isdigit() or not 0 < int(text) < 65536:
            raise CommandError(f"PORT is '{text}'. Gebruik een getal van 1 tot en met 65535.")
        return int(text)

    def prepare(self):
        self.say("==> Database bijwerken")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if not settings.DEBUG and collect_when_changed():
            self.say("==> Opmaak en lettertypen klaargezet")
        if settings.DEMO:
            self.say("==> Voorbeeldinhoud laden (alleen de eerste keer)")
            call_command("demo", verbosity=0)

    def welcome(self, address, seconds):
        lines = ["", f"Uren-portaal draait op {address}  (gestart in {seconds:.1f} s)", ""]
        if settings.DEMO:
            from portal.people.demo import logins

            lines.append("Inloggen met een voorbeeldaccount:")
            lines += [f"  {role:<24} {email:<28} {password}" for role, email, password in logins()]
            lines.append("")
        lines += [
            f"Mails komen in {settings.DATA_DIR / 'mail'}, logboeken in {settings.DATA_DIR / 'log'}.",
            "Stoppen: Ctrl-C",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
