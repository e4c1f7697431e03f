"""Every setting that the environment may hold. docs/beheer.md shows this table (`manage.py instellingen`).

A name without a row here can't be read (portal/env.py), so the table is never short of one.
"""

from dataclasses import dataclass

YES, SOMETIMES, NO, NEVER = "ja", "soms", "nee", "nooit"


@dataclass(frozen=True)
class Setting:
    name: str
    needed: str
    what: str


ALL = [
    Setting("SECRET_KEY", YES, 'lang en willekeurig: `python -c "import secrets; print(secrets.token_urlsafe(50))"`'),
    Setting("DATABASE_URL", YES, "`postgres://naam:wachtwoord@server:5432/portaal`"),
    Setting("CELERY_BROKER_URL", YES, "de wachtrij: `redis://:wachtwoord@server:6379/0`"),
    Setting("CACHE_URL", YES, "`redis://:wachtwoord@server:6379/1`; een ander nummer dan de wachtrij"),
    Setting("ALLOWED_HOSTS", YES, "namen waarop het portaal te bereiken is, met komma's ertussen"),
    Setting("SITE_URL", YES, "het adres dat in mails staat, met `https://` en zonder pad"),
    Setting("DEFAULT_FROM_EMAIL", YES, "afzender van mails: `Uren-portaal <portaal@school.example>`"),
    Setting("EMAIL_HOST", YES, "je mailserver: zonder mail kan niemand een wachtwoord kiezen"),
    Setting("EMAIL_PORT", SOMETIMES, "de poort van die mailserver (587)"),
    Setting("EMAIL_HOST_USER", SOMETIMES, "naam waarmee het portaal daar inlogt"),
    Setting("EMAIL_HOST_PASSWORD", SOMETIMES, "het wachtwoord dat erbij hoort"),
    Setting("EMAIL_USE_TLS", SOMETIMES, "`0` als die mailserver geen TLS kent; staat aan"),
    Setting(
        "CSRF_TRUSTED_ORIGINS", SOMETIMES, "als een proxy de naam van de site verandert: `https://portaal.example`"
    ),
    Setting(
        "BEHIND_PROXY",
        SOMETIMES,
        "`1` als precies één eigen proxy https afhandelt. Die moet `X-Forwarded-Proto` zetten en het adres van de "
        "bezoeker achteraan `X-Forwarded-For`: daarmee tellen we wie te vaak iets probeert",
    ),
    Setting("BACKUP_KEY", SOMETIMES, "de openbare sleutel van de back-up (`age1…`); meer dan een: komma's ertussen"),
    Setting("BACKUP_DIR", NO, "map voor de back-ups; standaard `DATA_DIR/backup`"),
    Setting("KEEPER_EMAIL", NO, "wie op het portaal past en mail krijgt als iets misgaat; standaard het contactadres"),
    Setting("CONTACT_EMAIL", NO, "adres op de contactpagina; standaard dat van de afzender"),
    Setting("DATA_DIR", NO, "map voor bestanden die privé zijn; standaard `var/`"),
    Setting(
        "SECRET_KEY_FALLBACKS",
        NO,
        "vorige geheimen, met komma's ertussen; zonder deze moet iedereen na een nieuw geheim opnieuw inloggen en de "
        "tweede stap opnieuw instellen",
    ),
    Setting("SECURE_SSL_REDIRECT", NO, "`0` als de proxy zelf al naar https doorstuurt"),
    Setting("MFA_REQUIRED", NO, "tweede stap bij inloggen voor HPP, bestuur, HR en experts; staat aan"),
    Setting(
        "SESSION_IDLE_MINUTES",
        NO,
        "na zoveel minuten niets doen ben je uitgelogd (60, minstens 5); na twaalf uur altijd, "
        "behalve op een eigen apparaat (30 dagen)",
    ),
    Setting(
        "HSTS_INCLUDE_SUBDOMAINS",
        NO,
        "`1`: browsers openen ook alle namen onder dit domein een jaar lang alleen met https. Kies dat alleen als het "
        "hele domein van jullie is en overal https heeft",
    ),
    Setting(
        "HSTS_PRELOAD",
        NO,
        "`1`: het domein mag in de lijst die browsers meekrijgen (hstspreload.org). Terug kan pas na maanden; kan "
        "alleen samen met de vorige",
    ),
    Setting("LOG_LEVEL", NO, "hoeveel er in het logboek komt: `DEBUG`, `INFO`, `WARNING`, `ERROR` of `CRITICAL`"),
    Setting("LOG_FORMAT", NO, "`JSON`: één regel per gebeurtenis, voor een server; `LINE`: regels om zelf te lezen"),
    Setting("CONN_MAX_AGE", NO, "hoeveel seconden een verbinding met de database open blijft (60)"),
    Setting("CELERY_IMPORTS", NO, "extra modules met taken, met komma's ertussen"),
    Setting("JOB_HEARTBEAT_SECONDS", NO, "hoe vaak een taak laat weten dat hij leeft (5)"),
    Setting(
        "VALUES_LOOK_SECONDS",
        NO,
        "om de hoeveel seconden elk proces kijkt of er waarden zijn vrijgegeven (3); `0` is nooit",
    ),
    Setting("EMBEDDED", NEVER, "`1`: alles op één machine, zonder https; wat `make run` doet"),
    Setting("PORT", NEVER, "waar `make run` luistert; standaard poort 8000"),
    Setting("HOST", NEVER, "op welk adres `make run` luistert; standaard alleen op deze machine"),
    Setting("DEMO", NEVER, "laadt voorbeeldinhoud met bekende wachtwoorden; alleen om uit te proberen"),
    Setting("DEBUG", NEVER, "foutpagina's met code erop; alleen om te ontwikkelen"),
]
BY_NAME = {setting.name: setting for setting in ALL}


def table() -> str:
    """As docs/beheer.md shows it."""
    rows = [f"| `{setting.name}` | {setting.needed} | {setting.what} |" for setting in ALL]
    return "\n".join(["| naam | verplicht | wat |", "|---|---|---|", *rows])
