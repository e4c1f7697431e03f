"""The parts one by one: what they write, and that nothing of an earlier install gets lost."""

import re
import shutil
import subprocess

import pytest

from portal import environment
from tests.running import ROOT, clean_environment

PARTS = ROOT / "deploy" / "parts.sh"
COMMANDS = [
    "install",
    "update",
    "uninstall",
    "restore",
    "backup",
    "try",
    "manage",
    "setup.sh",
    "parts.sh",
    "container/start",
]
ANSWERS = {
    "ADDRESS": "https://portaal.example",
    "DOMAIN": "portaal.example",
    "SECRET_KEY": "0123456789abcdef" * 4,
    "DATABASE_URL": "postgres://uren-portaal@%2Fvar%2Frun%2Fpostgresql/uren_portaal",
    "REDIS_PASSWORD": "geheim",
    "REDIS_PORT": "6380",
    "KEEPER_EMAIL": "beheer@portaal.example",
    "EMAIL_HOST": "mail.portaal.example",
    "EMAIL_PORT": "587",
    "EMAIL_HOST_USER": "portaal",
    "EMAIL_HOST_PASSWORD": 'een "raar" $wachtwoord & meer',
    "EMAIL_USE_TLS": "1",
    "BACKUP_KEY": f"age1{'q' * 58}",
}


@pytest.fixture
def shell(tmp_path):
    """`shell("commands")` with the parts and the answers of an install at hand."""

    def run(script, **more):
        own = {"ETC": str(tmp_path), "DATA": str(tmp_path / "data"), "CODE": str(ROOT)}
        return subprocess.run(
            ["sh", "-euc", f'. "{PARTS}"; RUN_AS=$(id -un); {script}'],
            env=clean_environment() | ANSWERS | own | more,
            capture_output=True,
            text=True,
        )

    return run


def test_the_settings_that_are_written_are_read_as_they_were_meant(shell, tmp_path):
    wrote = shell("write_environment")
    read = shell('. "$ETC/portaal.env"; printf "%s|" "$EMAIL_HOST_PASSWORD" "$CACHE_URL" "$SITE_URL"')
    checked = shell("manage check --deploy --fail-level WARNING")

    assert (wrote.returncode, wrote.stderr) == (0, "")
    assert read.stdout.split("|")[:3] == [
        ANSWERS["EMAIL_HOST_PASSWORD"],
        "redis://:geheim@127.0.0.1:6380/1",
        "https://portaal.example",
    ]
    assert (checked.returncode, checked.stderr) == (0, "")
    assert (tmp_path / "portaal.env").stat().st_mode & 0o777 == 0o640


def test_writing_the_settings_again_keeps_what_someone_added_and_renews_the_rest(shell, tmp_path):
    shell("write_environment")
    with (tmp_path / "portaal.env").open("a") as file:
        file.write("LOG_LEVEL='WARNING'\nCONTACT_EMAIL='vraag@portaal.example'\n")

    shell("write_environment", EMAIL_HOST="nieuw.portaal.example")

    lines = (tmp_path / "portaal.env").read_text().splitlines()
    names = [line.split("=")[0] for line in lines if not line.startswith("#")]
    assert len(names) == len(set(names))
    assert {"LOG_LEVEL='WARNING'", "CONTACT_EMAIL='vraag@portaal.example'", "EMAIL_HOST='nieuw.portaal.example'"} <= {
        *lines
    }


def test_a_password_that_the_file_cannot_hold_is_refused_and_nothing_is_written(shell, tmp_path):
    done = shell("write_environment", EMAIL_HOST_PASSWORD="dat's lastig")

    assert done.returncode == 1
    assert "In EMAIL_HOST_PASSWORD mag geen '" in done.stderr
    assert not (tmp_path / "portaal.env").exists()


def test_a_template_whose_name_has_no_value_is_refused(shell, tmp_path):
    (tmp_path / "sjabloon").write_text("luister @POORT_DIE_NIEMAND_NOEMT@\n")

    done = shell(f'render "{tmp_path}/sjabloon" "{tmp_path}/uit"')

    assert done.returncode != 0
    assert "POORT_DIE_NIEMAND_NOEMT" in done.stderr
    assert not (tmp_path / "uit").exists()


def test_the_units_are_what_systemd_understands(shell, tmp_path):
    units = tmp_path / "units"
    units.mkdir()
    (tmp_path / "portaal.env").touch()
    machine = {"WEB": "127.0.0.1:8000", "CODE": str(ROOT)}

    wrote = shell(f'write_units "{units}"', **machine)
    names = sorted(path.name for path in units.iterdir())
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(units.iterdir()))], capture_output=True, text=True
    )

    about_ours = [line for line in checked.stderr.splitlines() if str(units) in line or line.startswith("uren-portaal")]
    assert (wrote.returncode, wrote.stderr) == (0, "")
    assert names == sorted(path.name for path in (ROOT / "deploy" / "systemd").iterdir())
    assert about_ours == []


def test_nginx_writes_no_address_down_that_is_a_secret():
    conf = (ROOT / "deploy" / "nginx" / "portaal.conf").read_text()
    logged = re.search(r"log_format uren_portaal '([^']+)'", conf)[1]

    assert "$uren_portaal_path" in logged
    for tells_too_much in ("$request ", "$request_uri", "$uri ", "$args", "$http_referer", "$http_user_agent"):
        assert tells_too_much not in logged
    assert conf.count("access_log") == 2


def test_redis_writes_nothing_to_the_disk_and_asks_a_password():
    conf = (ROOT / "deploy" / "redis" / "portaal.conf").read_text()

    assert {'save ""', "appendonly no", "protected-mode yes", "requirepass @REDIS_PASSWORD@"} <= {*conf.splitlines()}


def test_the_containers_ask_for_all_that_a_server_cannot_do_without():
    compose = (ROOT / "deploy" / "container" / "compose.yaml").read_text()
    given = set(re.findall(r"^    ([A-Z_]+): ", compose, re.MULTILINE))
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / "deploy" / "container" / "example.env").read_text(), re.MULTILINE))
    asked = set(re.findall(r"\$\{([A-Z_]+):\?", compose))

    assert {setting.name for setting in environment.ALL if setting.needed == environment.YES} <= given
    assert given <= set(environment.BY_NAME)
    assert asked <= example


@pytest.mark.parametrize("command", COMMANDS)
def test_each_script_is_plain_sh(command):
    done = subprocess.run(["sh", "-n", ROOT / "deploy" / command], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("role", ["web", "worker", "klok"])
def test_a_container_runs_the_command_of_the_unit(shell, tmp_path, role):
    start = (ROOT / "deploy" / "container" / "start").read_text()
    unit = start[start.index("unit() {") : start.index("seconds_until")]
    shutil.copytree(ROOT / "deploy", tmp_path / "deploy")

    done = shell(f'cd "{tmp_path}"; {unit} unit {role}', RUN_AS="iemand", CODE="/srv/uren-portaal")

    assert done.stdout.startswith("/srv/uren-portaal/.venv/bin/")
    assert "@" not in done.stdout
