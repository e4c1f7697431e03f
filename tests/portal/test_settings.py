"""What the environment may say, and what the portal makes of it. The settings file is read afresh for each case."""

import re
import runpy
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env, environment
from tests.code import ROOMS, files
from tests.code import name as path_of
from tests.portal.test_production import PRODUCTION
from tests.running import OURS, ROOT


@pytest.fixture
def settings_of(monkeypatch, tmp_path):
    """`settings_of(NAME="value")`: the settings of a server with this environment, as a dictionary."""

    def read(*, base=PRODUCTION, without=(), **more):
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATA_DIR": str(tmp_path / "data"), **base, **more}.items():
            monkeypatch.setenv(name, value)
        for name in without:
            monkeypatch.delenv(name)
        return runpy.run_path(str(ROOT / "portal" / "settings.py"))

    return read


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_what_a_server_needs_is_asked_for_by_name(settings_of, name):
    with pytest.raises(ImproperlyConfigured, match=f"^Zet {name} in de omgeving"):
        settings_of(without=[name])
    with pytest.raises(ImproperlyConfigured, match=f"^Zet {name} in de omgeving"):
        settings_of(**{name: "  "})


WRONG = [
    ("DEBUG", "ja", "gebruik 1 of 0"),
    ("BEHIND_PROXY", "aan", "gebruik 1 of 0"),
    ("EMBEDDED", "misschien", "gebruik 1 of 0"),
    ("DEMO", "graag", "gebruik 1 of 0"),
    ("MFA_REQUIRED", "", "gebruik 1 of 0"),
    ("SECURE_SSL_REDIRECT", "2", "gebruik 1 of 0"),
    ("EMAIL_USE_TLS", "starttls", "gebruik 1 of 0"),
    ("SESSION_IDLE_MINUTES", "2", "minstens 5"),
    ("HSTS_INCLUDE_SUBDOMAINS", "nee", "gebruik 1 of 0"),
    ("HSTS_PRELOAD", "nee", "gebruik 1 of 0"),
    ("EMAIL_PORT", "smtp", "gebruik een heel getal"),
    ("EMAIL_PORT", "0", "minstens 1"),
    ("EMAIL_PORT", "70000", "hooguit 65535"),
    ("CONN_MAX_AGE", "-1", "gebruik een heel getal"),
    ("CONN_MAX_AGE", "²", "gebruik een heel getal"),
    ("JOB_HEARTBEAT_SECONDS", "0", "minstens 1"),
    ("VALUES_LOOK_SECONDS", "soms", "gebruik een heel getal"),
    ("SITE_URL", "portaal.example", "gebruik een adres als https://"),
    ("SITE_URL", "https://portaal.example/pad", "gebruik een adres als https://"),
    ("ALLOWED_HOSTS", "https://portaal.example", "een naam zonder https://"),
    ("CSRF_TRUSTED_ORIGINS", "portaal.example", "gebruik een adres als https://"),
    ("DEFAULT_FROM_EMAIL", "Uren-portaal", "gebruik een e-mailadres"),
    ("CONTACT_EMAIL", "iemand", "gebruik een e-mailadres"),
    ("KEEPER_EMAIL", "iemand@", "gebruik een e-mailadres"),
    ("BACKUP_KEY", "AGE-SECRET-KEY-1QQQ", "een openbare sleutel van age"),
    ("LOG_FORMAT", "XML", "gebruik LINE of JSON"),
    ("LOG_LEVEL", "VEEL", "gebruik DEBUG, INFO, WARNING, ERROR of CRITICAL"),
    ("CELERY_IMPORTS", "tests/slow_jobs.py", "namen van modules"),
    ("DATA_DIR", __file__, "dat is geen map"),
    ("BACKUP_DIR", __file__, "dat is geen map"),
]
# These may hold a password, so a message doesn't repeat them.
WRONG_AND_NOT_REPEATED = [
    ("SECRET_KEY", "geheim", "minstens 50 willekeurige tekens, niet 6"),
    ("DATABASE_URL", "portaal", "gebruik een adres als postgres://"),
    ("DATABASE_URL", "mysql://iemand:wachtwoord@server/portaal", "gebruik een adres als postgres://"),
    ("DATABASE_URL", "postgres://iemand:wachtwoord@server", "staat geen database achter de server"),
    ("DATABASE_URL", "postgres://iemand:wachtwoord@server:poort/portaal", "gebruik een adres als postgres://"),
    ("CELERY_BROKER_URL", "amqp://iemand:wachtwoord@server", "gebruik een adres als redis://"),
    ("CACHE_URL", "server:6379", "gebruik een adres als redis://"),
    ("CACHE_URL", PRODUCTION["CELERY_BROKER_URL"], "een ander nummer dan in CELERY_BROKER_URL"),
]
# A name, a word or a password of someone else's making can't be known to be wrong; make run looks at its own two.
FREE = {"SECRET_KEY_FALLBACKS", "EMAIL_HOST", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "PORT", "HOST"}


@pytest.mark.parametrize(("name", "value", "advice"), WRONG)
def test_a_wrong_value_is_named_with_what_to_do(settings_of, name, value, advice):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is '{re.escape(value)}'; .*{advice}"):
        settings_of(**{name: value})


@pytest.mark.parametrize(("name", "value", "advice"), WRONG_AND_NOT_REPEATED)
def test_a_wrong_value_that_may_hold_a_password_is_named_and_not_repeated(settings_of, name, value, advice):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is niet goed; .*{advice}") as refused:
        settings_of(**{name: value})

    assert not {"geheim", "iemand"} & set(re.findall(r"\w+", str(refused.value)))


def test_every_setting_that_can_be_wrong_is_tried_with_a_wrong_value():
    tried = {name for name, *_ in [*WRONG, *WRONG_AND_NOT_REPEATED]}

    assert tried | FREE == set(environment.BY_NAME)
    assert tried & FREE == set()


def test_a_folder_that_cannot_be_made_is_named(settings_of):
    with pytest.raises(ImproperlyConfigured, match="DATA_DIR is '/proc/portaal'; daar kan geen map gemaakt worden"):
        settings_of(base={}, EMBEDDED="1", DATA_DIR="/proc/portaal")


def test_a_server_is_safe_without_being_asked(settings_of):
    settings = settings_of()

    safe = {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        # These bind more than this site, so someone must choose them.
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
        "SECURE_HSTS_PRELOAD": False,
        "SESSION_IDLE_SECONDS": 3600,
        "MFA_REQUIRED": True,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": False,
        "ALLOWED_HOSTS": ["portaal.example"],
        # A proxy that nobody named is not believed.
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
        "MEDIA_URL": None,
    }
    assert {name: settings[name] for name in safe} == safe


def test_binding_a_whole_domain_to_https_is_a_choice(settings_of):
    with pytest.raises(ImproperlyConfigured, match="HSTS_PRELOAD=1 kan alleen samen met HSTS_INCLUDE_SUBDOMAINS=1"):
        settings_of(HSTS_PRELOAD="1")

    chosen = settings_of(HSTS_INCLUDE_SUBDOMAINS="1", HSTS_PRELOAD="1")

    assert (chosen["SECURE_HSTS_INCLUDE_SUBDOMAINS"], chosen["SECURE_HSTS_PRELOAD"]) == (True, True)


def test_one_machine_without_https_has_cookies_that_work_there(settings_of):
    assert settings_of(base={}, EMBEDDED="1")["SESSION_COOKIE_NAME"] == "sessionid"


def test_a_proxy_of_our_own_is_believed(settings_of):
    settings = settings_of(BEHIND_PROXY="1")

    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert settings["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_demo_content_is_for_one_machine_only_and_asks_for_no_second_step_there(settings_of):
    with pytest.raises(ImproperlyConfigured, match="DEMO=1 kan alleen samen met EMBEDDED=1"):
        settings_of(DEMO="1")
    assert settings_of(base={}, EMBEDDED="1", DEMO="1")["MFA_REQUIRED"] is False
    assert settings_of(base={}, EMBEDDED="1")["DEMO"] is False


def test_one_machine_makes_its_own_secret_once_and_keeps_its_folders_to_itself(settings_of, tmp_path):
    first, second = (settings_of(base={}, EMBEDDED="1")["SECRET_KEY"] for _ in range(2))

    folders = [path for path in [tmp_path / "data", *(tmp_path / "data").rglob("*")] if path.is_dir()]
    assert len(first) > 50
    assert first == second
    assert len(folders) > 4
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert stat.S_IMODE((tmp_path / "data/secret/key").stat().st_mode) == 0o600


def test_a_secret_that_was_never_written_because_the_disk_was_full_is_made_again(settings_of, tmp_path):
    settings_of(base={}, EMBEDDED="1")
    (tmp_path / "data/secret/key").write_text("")

    assert len(settings_of(base={}, EMBEDDED="1")["SECRET_KEY"]) > 50


def test_an_address_with_a_slash_at_its_end_makes_no_double_one(settings_of):
    assert settings_of(SITE_URL="https://portaal.example/")["SITE_URL"] == "https://portaal.example"


def test_a_list_is_read_with_its_spaces(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, b.example ,")

    assert env.words("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_a_setting_without_a_row_in_the_table_cannot_be_read(monkeypatch):
    monkeypatch.setenv("SPOOK", "1")

    with pytest.raises(LookupError, match=r"SPOOK staat niet in portal/environment\.py"):
        env.flag("SPOOK")


def test_the_environment_is_read_through_one_door_only():
    doors = ("portal/env.py", "portal/celery.py", "portal/wsgi.py")
    code = {path: path.read_text() for path in files(".py", under=ROOMS)}
    elsewhere = {
        match
        for path, text in code.items()
        if path_of(path) not in doors
        for match in re.findall(r"os\.(?:environ(?:\.get\(|\[)\"(\w+)|getenv\(\"(\w+))", text)
    }
    read = set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", "".join(code.values())))

    assert len(code) > 100
    # Python's own, which says where temporary files go.
    assert {word for names in elsewhere for word in names if word} == {"TMPDIR"}
    assert read == set(environment.BY_NAME)


def test_the_table_for_whoever_runs_it_is_the_one_of_the_code():
    assert environment.table() in (ROOT / "docs" / "beheer.md").read_text()


def test_what_is_called_required_is_what_a_server_cannot_start_without():
    required = [setting.name for setting in environment.ALL if setting.needed == environment.YES]

    assert sorted(required) == sorted(PRODUCTION)
