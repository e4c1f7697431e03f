"""How the machine goes: what keeps rows and files, and what stands around the portal."""

import platform
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from portal import certificate, clock, versions
from portal.backup import making
from portal.text.dates import day_in_words, how_long
from portal.wellbeing import register
from portal.wellbeing.register import Finding

LITTLE_ROOM, NO_ROOM = 0.15, 0.05
BACKUP_EVERY = timedelta(hours=26)
RENEW_FROM, RENEW_NOW = timedelta(days=21), timedelta(days=7)
MAKE_BACKUP = "Los op wat er mis is en draai deploy/backup; docs/beheer.md zegt hoe."
CLOCKS = "Zet op elke machine de tijd gelijk: timedatectl set-ntp true."


@register.sign("portal.disk", "Ruimte op de schijf")
def there_is_room(now: datetime) -> Finding:
    places = {"bestanden": settings.DATA_DIR, "back-ups": settings.BACKUP_DIR}
    disks = {
        Path(where).stat().st_dev: (what, shutil.disk_usage(where)) for what, where in places.items() if where.is_dir()
    }
    what, least = min(disks.values(), key=lambda disk: disk[1].free / disk[1].total)
    share = least.free / least.total
    says = f"Nog {_size(least.free)} vrij van {_size(least.total)} ({100 * share:.0f} %), op de schijf met {what}."
    if share < NO_ROOM:
        return register.red(
            says, "Maak nu ruimte of neem een grotere schijf: als hij vol is, kan niemand iets bewaren."
        )
    if share < LITTLE_ROOM:
        return register.attention(says, "Maak ruimte of neem een grotere schijf.")
    return register.good(says)


def _size(number: int) -> str:
    return f"{number / 1e9:.1f} GB".replace(".", ",") if number < 1e11 else f"{number / 1e9:.0f} GB"


@register.sign("portal.backup", "Back-up")
def there_is_a_backup(now: datetime) -> Finding:
    if connection.vendor != "postgresql":
        return register.good("Dit is een proef op één machine. Daar hoort geen back-up bij.")
    report = making.read_report()
    good, failed = report.get("last_good"), report.get("failed")
    if not good and not failed:
        return register.red("Er is nog geen back-up.", "Draai deploy/backup. Daarna gaat het elke nacht vanzelf.")
    proof = _proof(good, now) if good else "Er is er nog geen die lukte."
    if failed:
        return register.red(f"De laatste is mislukt. {failed['why']} {proof}", MAKE_BACKUP)
    if now - datetime.fromisoformat(good["at"]) > BACKUP_EVERY:
        return register.red(
            f"De laatste is te oud. {proof}", "Kijk of de nachtelijke back-up aan staat: systemctl list-timers."
        )
    return register.good(proof)


def _proof(good: dict, now: datetime) -> str:
    """It counts only once it was restored and compared, so the last that went well was proved."""
    ago = how_long(now - datetime.fromisoformat(good["at"]))
    return (
        f"De laatste goede is van {ago} geleden, en is ter controle teruggezet: "
        f"{good['rows']} rijen en {good['files']} bestanden klopten."
    )


@register.sign("portal.clock", "De tijd", asks_database=True)
def the_clocks_agree(now: datetime) -> Finding:
    web, worker = clock.difference().total_seconds(), clock.seconds_off()
    allowed = clock.ALLOWED.total_seconds()
    wrong = [(name, off) for name, off in (("webserver", web), ("worker", worker)) if abs(off) > allowed]
    if not wrong:
        return register.good("Webserver, worker en database lopen gelijk.")
    how = " en ".join(f"de {name} {abs(off):.0f} seconden {'voor' if off > 0 else 'achter'}" for name, off in wrong)
    return register.red(f"Bij de database vergeleken loopt {how}.", CLOCKS)


@register.sign("portal.certificate", "Certificaat")
def the_certificate_is_valid(now: datetime) -> Finding:
    if not settings.SITE_URL.startswith("https:"):
        return register.good("Niet nodig: dit adres heeft geen https.")
    shown = certificate.of_site(settings.SITE_URL)
    if shown is None:
        return register.attention(
            "Vanaf de server is niet te zien tot wanneer het geldt.",
            "Kijk in je browser bij het slotje in de adresbalk.",
        )
    left, last_day = shown.valid_until - now, day_in_words(timezone.localdate(shown.valid_until))
    says = f"Geldig tot en met {last_day}, nog {how_long(left)}." if left > timedelta(0) else f"Verlopen op {last_day}."
    if left < RENEW_NOW:
        return register.red(says, "Vernieuw het nu: certbot renew, of zet je eigen nieuwe certificaat neer.")
    if not shown.is_trusted:
        return register.attention(
            f"{says} Browsers vertrouwen het niet vanzelf.", "Neem een certificaat van een erkende uitgever."
        )
    if left < RENEW_FROM:
        return register.attention(says, "Het had al vernieuwd moeten zijn: draai certbot renew en lees wat het zegt.")
    return register.good(says)


@register.sign("portal.cache", "Geheugen van de pagina’s", asks_database=not settings.CACHE_URL)
def the_cache_remembers(now: datetime) -> Finding:
    mark = now.isoformat()
    cache.set("portal.signs", mark, 30)
    if cache.get("portal.signs") == mark:
        return register.good("Onthoudt." if settings.CACHE_URL else "Onthoudt, in de database.")
    return register.red(
        "De cache onthoudt niets; zolang tellen we niet wie te vaak iets probeert.",
        "Draait Redis? Start het opnieuw: systemctl restart uren-portaal-redis.",
    )


@register.sign("portal.broker", "Berichten aan de worker")
def the_broker_answers(now: datetime) -> Finding:
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        folder = settings.DATA_DIR / "queue" / "messages"
        return register.good(f"In bestanden: {sum(1 for _ in folder.glob('*.msg'))} berichten onderweg.")
    try:
        return register.good(f"Redis {_redis()} antwoordt.")
    except Exception as away:
        return register.red(
            f"Redis antwoordt niet ({type(away).__name__}): mails en pdf’s wachten.",
            "Start Redis opnieuw: systemctl restart uren-portaal-redis.",
        )


def _redis() -> str:
    import redis

    with redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_connect_timeout=1, socket_timeout=1) as server:
        return str(server.info("server")["redis_version"])


@register.sign("portal.versions", "Versies", asks_database=True)
def the_versions(now: datetime) -> Finding:
    return register.good(
        f"Uren-portaal {versions.PORTAL}.",
        f"Opmaak {versions.static_files()}",
        f"Django {django.get_version()}",
        f"Python {platform.python_version()}",
        _database(),
    )


def _database() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"
