"""What can break, and the table of what came of it: `make faults`.

Each fault is a row here. The tests that provoke it say which one, and what they saw:

    @pytest.mark.fault("redis away")
    def test_while_redis_is_away_pages_work(broken, seen):
        ...
        seen(f"{len(statuses)} pagina's goed, rij leeg na {seconds:.0f} s")
"""

import os
import textwrap
from collections import defaultdict
from dataclasses import dataclass, field

import pytest


@dataclass(frozen=True)
class Fault:
    """`done` and `expected` are for whoever reads the table."""

    key: str
    name: str
    done: str
    expected: str


FAULTS = [
    Fault(
        "child killed",
        "Een proces van de worker sterft midden in een pdf",
        "SIGKILL op het proces dat een plan-pdf maakt, en op een proces midden in een taak van 3 s",
        "opnieuw gedaan, precies één keer; één bestand",
    ),
    Fault(
        "worker killed",
        "De hele worker sterft",
        "SIGKILL op alle processen van de worker, midden in een taak en midden in 230 dagmails",
        "de volgende worker maakt het werk af binnen 60 s; niemand krijgt een mail twee keer",
    ),
    Fault(
        "clock killed",
        "De klok van de worker sterft (make run)",
        "SIGKILL op het proces dat zegt wat op tijd moet; op een server is het een eigen dienst die systemd herstart",
        "de worker stopt en een nieuwe met een klok neemt het over; een vergeten taak komt vanzelf",
    ),
    Fault(
        "web killed",
        "De webserver sterft tijdens een aanmelding",
        "SIGKILL op gunicorn terwijl de laatste regel van de aanmelding wacht",
        "de plek is helemaal vrij of helemaal bezet; de volgende poging lukt",
    ),
    Fault(
        "redis away",
        "Redis is weg",
        "Redis gestopt en weer gestart (geen 10 minuten: dat past niet in een toets)",
        "pagina's werken, taken wachten, de rij is leeg binnen 60 s na terugkomst",
    ),
    Fault(
        "redis reset",
        "Redis vergeet alles onder een luisterende worker",
        "alle verbindingen verbroken, FLUSHALL, en Redis hard herstart, terwijl de worker luistert",
        "wat daarna gevraagd wordt gebeurt; wat in de rij stond komt terug uit de takenlijst",
    ),
    Fault(
        "database restarted",
        "PostgreSQL herstart hard onder belasting",
        "immediate stop en start terwijl 8 bezoekers blijven vragen",
        "hooguit één mislukt verzoek per verbinding na terugkomst, geen enkel na 2 s; /gezond/ zegt het",
    ),
    Fault(
        "disk full",
        "De schijf is vol: bestanden, wachtrij, database",
        "RLIMIT_FSIZE (van dit proces, en van een draaiend portaal) en max_page_count van SQLite; "
        "een volle schijf onder PostgreSQL is niet na te doen zonder eigen schijf",
        "een leesbare boodschap, geen half bestand, en het werkt weer zodra er ruimte is",
    ),
    Fault(
        "worker misses something",
        "Tijdelijke map niet te beschrijven, lettertype of Pango weg",
        "TMPDIR naar een map die er niet is, een leeg lettertype",
        "de worker weigert te starten, met één regel die zegt wat er mist",
    ),
    Fault(
        "sent twice",
        "Hetzelfde formulier twee keer; terugknop; twee tabbladen",
        "twee keer verstuurd, en de bladzijde daarna nog eens gevraagd",
        "één gevolg, dezelfde bevestiging",
    ),
    Fault(
        "delivered twice",
        "Dezelfde taak twee keer bezorgd",
        "vijf keer dezelfde boodschap tegelijk aan twee processen",
        "één keer gedaan",
    ),
    Fault(
        "last seats",
        "60 vragen om de laatste plekken",
        "30 scholen, elk twee keer tegelijk, om 10 plekken; en nog eens zonder het slot",
        "precies 10 plekken; zonder het slot zijn het er te veel",
    ),
    Fault(
        "offer expires",
        "Een aanbod aangenomen op het moment dat het verloopt",
        "ja gezegd een seconde ervoor, op de seconde zelf en erna",
        "één wint; de ander leest waarom niet",
    ),
    Fault(
        "list crowd",
        "Afmelden en aannemen tegelijk; sessie verzet terwijl plekken openstaan",
        "25 rondes waarin elke school tegelijk iets doet en de tijd verloopt; een sessie verzet",
        "de lijst klopt na elke ronde; de agenda loopt mee",
    ),
    Fault(
        "mail away",
        "Mailserver weg of traag",
        "verbinding geweigerd; een mailserver die aanneemt en dan zwijgt",
        "de mail wacht en gaat later, de pagina's blijven snel, HPP ziet het",
    ),
    Fault(
        "clock change",
        "Nachten waarin de klok verspringt, schrikkeldag, jaarwisseling",
        "sessies en mails rond 28 maart en 31 oktober 2027, 29 februari 2028; de berekenaar op oudjaar om middernacht",
        "de juiste tijd en het juiste jaar",
    ),
    Fault(
        "deploy",
        "Uitrollen terwijl er taken lopen",
        "SIGTERM aan de worker midden in een taak",
        "de taak is af voordat hij stopt, één keer",
    ),
    Fault(
        "old worker",
        "Oude worker bij nieuwe web",
        "een taak van een soort die de worker niet kent, en een boodschap met een onbekende naam",
        "de worker blijft leven, de taak blijft staan, en de nieuwe worker doet haar",
    ),
    Fault(
        "login provider",
        "Inlogdienst weg of anders",
        "niet uit te lokken: het portaal logt alleen zelf in. Nagekeken dat er geen dienst van buiten aan staat",
        "geen inlogdienst van buiten",
    ),
    Fault(
        "restore",
        "De back-up van vannacht terugzetten",
        "back-up gemaakt, teruggezet in een lege database, alle rijen en bestanden vergeleken",
        "alles is er, in minder dan 15 minuten",
    ),
    Fault(
        "values missing",
        "De bedragen van volgend jaar ontbreken",
        "een berekening gevraagd voor een jaar waarvan we nog niets hebben",
        "de berekenaar zegt het en rekent niet stilletjes met het oude jaar",
    ),
    Fault(
        "many papers",
        "200 pdf's tegelijk gevraagd",
        "200 bezoekers vragen hun pdf, daarna iemand een nieuw wachtwoord",
        "de mail is weg binnen 5 s; wie er te veel is leest dat het druk is",
    ),
    Fault(
        "slow bodies",
        "Verzoeken die langzaam binnendruppelen",
        "40 halve verzoeken tegelijk via nginx, en ter controle rechtstreeks op gunicorn",
        "een bezoeker merkt er achter nginx niets van",
    ),
    Fault(
        "two workers",
        "Twee workers tegelijk",
        "80 taken voor twee workers van twee processen",
        "80 gedaan, geen enkele twee keer",
    ),
]
OF_KEY = {fault.key: fault for fault in FAULTS}
WIDTHS = (24, 34, 32, 38, 7, 4)
HEAD = ("storing", "wat we deden", "wat moet", "wat we zagen", "", "s")


def pytest_addoption(parser):
    parser.addoption("--faults", action="store_true", help="a table of what broke (-m fault: that alone)")


def pytest_configure(config):
    config.addinivalue_line("markers", "fault(key): provokes this fault of tests/faults.py")


def pytest_itemcollected(item):
    for mark in item.iter_markers("fault"):
        if mark.args[0] not in OF_KEY:
            raise pytest.UsageError(f"{item.nodeid}: geen storing die {mark.args[0]!r} heet in tests/faults.py")
        item.user_properties.append(("fault", mark.args[0]))


@pytest.fixture
def seen(request):
    """`seen("...")`: what a test of a fault saw, for the table."""

    def note(text):
        request.node.user_properties.append(("seen", text))

    return note


@dataclass
class Outcome:
    tests: int = 0
    seconds: float = 0
    seen: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def add(self, report):
        self.seconds += report.duration
        if report.when == "call":
            self.tests += 1
            self.seen += [text for name, text in report.user_properties if name == "seen" and text not in self.seen]
        if report.failed:
            self.failed.append(f"{report.nodeid.rpartition('::')[2]} faalde")

    @property
    def is_right(self):
        return bool(self.tests and self.seen and not self.failed)


def outcomes_of(reporter):
    outcomes = defaultdict(Outcome)
    for reports in reporter.stats.values():
        for report in reports:
            keys = [key for name, key in getattr(report, "user_properties", ()) if name == "fault"]
            for key in keys if hasattr(report, "when") else ():
                outcomes[key].add(report)
    return outcomes


def row(fault, outcome):
    saw = "; ".join(outcome.failed + outcome.seen) or "geen toets"
    verdict = "ok" if outcome.is_right else "NIET ok"
    cells = (fault.name, fault.done, fault.expected, saw, verdict, f"{outcome.seconds:.0f}")
    return lines_of(cells)


def lines_of(cells):
    columns = [textwrap.wrap(cell, width) for cell, width in zip(cells, WIDTHS, strict=True)]
    for number in range(max(map(len, columns))):
        words = [column[number] if number < len(column) else "" for column in columns]
        yield "  ".join(word.ljust(width) for word, width in zip(words, WIDTHS, strict=True)).rstrip()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session):
    """A fault that no test provoked isn't right either."""
    config = session.config
    if config.getoption("faults") and not hasattr(config, "workerinput") and not config.option.collectonly:
        outcomes = outcomes_of(config.pluginmanager.get_plugin("terminalreporter"))
        if not all(outcomes[key].is_right for key in OF_KEY) and not session.exitstatus:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if not config.getoption("faults") or config.option.collectonly:
        return
    outcomes = outcomes_of(terminalreporter)
    line = "-" * (sum(WIDTHS) + 2 * len(WIDTHS))
    rows = [lines_of(HEAD), [line], *(text for fault in FAULTS for text in (row(fault, outcomes[fault.key]), [""]))]
    for text in rows:
        for words in text:
            terminalreporter.write_line(words)
    wrong = [fault.name for fault in FAULTS if not outcomes[fault.key].is_right]
    load = os.getloadavg()[0]
    terminalreporter.write_line(line)
    terminalreporter.write_line(f"{len(FAULTS) - len(wrong)} van {len(FAULTS)} ok; belasting van de machine {load:.1f}")
    for name in wrong:
        terminalreporter.write_line(f"NIET ok: {name}")
