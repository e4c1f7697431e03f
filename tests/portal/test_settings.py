"""What the environment may say, and what the portal makes of it. The settings file is read afresh for each case."""

import re
import runpy
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env
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


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("DEBUG", "ja", "gebruik 1 of 0"),
        ("BEHIND_PROXY", "aan", "gebruik 1 of 0"),
        ("EMAIL_PORT", "smtp", "gebruik een heel getal"),
        ("CONN_MAX_AGE", "-1", "gebruik een heel getal"),
        ("CONN_MAX_AGE", "²", "gebruik een heel getal"),
        ("JOB_HEARTBEAT_SECONDS", "0", "minstens 1"),
        ("SITE_URL", "portaal.example", "gebruik een adres als https://"),
        ("SITE_URL", "https://portaal.example/pad", "gebruik een adres als https://"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_do(settings_of, name, value, advice):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is '{re.escape(value)}'; .*{advice}"):
        settings_of(**{name: value})


def test_a_server_is_safe_without_being_asked(settings_of):
    found = settings_of()

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
    assert {name: found[name] for name in safe} == safe


def test_binding_a_whole_domain_to_https_is_a_choice(settings_of):
    with pytest.raises(ImproperlyConfigured, match="HSTS_PRELOAD=1 kan alleen samen met HSTS_INCLUDE_SUBDOMAINS=1"):
        settings_of(HSTS_PRELOAD="1")

    chosen = settings_of(HSTS_INCLUDE_SUBDOMAINS="1", HSTS_PRELOAD="1")

    assert (chosen["SECURE_HSTS_INCLUDE_SUBDOMAINS"], chosen["SECURE_HSTS_PRELOAD"]) == (True, True)


def test_one_machine_without_https_has_cookies_that_work_there(settings_of):
    assert settings_of(base={}, EMBEDDED="1")["SESSION_COOKIE_NAME"] == "sessionid"


def test_a_proxy_of_our_own_is_believed(settings_of):
    found = settings_of(BEHIND_PROXY="1")

    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


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


def test_every_name_that_is_read_is_described_for_whoever_runs_it():
    code = "".join(path.read_text() for path in (ROOT / "portal").rglob("*.py"))
    read = set(re.findall(r"env\.(?:text|flag|words|number|site)\(\s*\"([A-Z_]+)\"", code))
    read |= set(re.findall(r"os\.environ\.get\(\"([A-Z_]+)\"", code)) - {"TMPDIR"}

    described = set(re.findall(r"`([A-Z_]{3,})`", (ROOT / "docs" / "beheer.md").read_text()))

    assert len(read) > 20
    assert read - described == set()


def test_what_is_called_required_is_what_a_server_cannot_start_without():
    rows = re.findall(r"^\| `([A-Z_]+)` \| ja \|", (ROOT / "docs" / "beheer.md").read_text(), re.MULTILINE)

    assert sorted(rows) == sorted(PRODUCTION)
