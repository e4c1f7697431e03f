"""The parts one by one: what they write, and that nothing of an earlier install gets lost."""

import os
import pty
import re
import shutil
import signal
import subprocess
import time

import pytest

from portal import environment
from tests.running import ROOT, clean_environment, free_port

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
    "questions.sh",
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


def test_an_update_follows_the_branch_of_the_clone_also_after_an_earlier_update(shell, tmp_path):
    who = "git -c user.name=t -c user.email=t@t -c init.defaultBranch=main"
    first, second = (
        shell(f"exec 2>&1; {line}").stdout.split()
        for line in (
            (
                f'cd "{tmp_path}"; {who} init -q van; {who} -C van commit -q --allow-empty -m een; '
                f"git -C van branch vast; git clone -q -b vast van kloon; cd kloon; followed"
            ),
            (
                f'cd "{tmp_path}/kloon"; git checkout -q --detach; {who} -C ../van commit -q --allow-empty -m twee; '
                f"git -C ../van branch -qf vast; git fetch -q; followed; "
                f'[ "$(git rev-parse "$(followed)")" = "$(git -C ../van rev-parse vast)" ] && git rev-parse HEAD'
            ),
        )
    )

    assert first == ["refs/remotes/origin/vast"]
    assert second[0] == "refs/remotes/origin/vast"
    assert len(second) == 2


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


def test_the_night_in_which_the_clock_goes_forward_has_a_backup_too(shell):
    timer = (ROOT / "deploy" / "systemd" / "uren-portaal-backup.timer").read_text()
    start = (ROOT / "deploy" / "container" / "start").read_text()
    when = re.search(r"^OnCalendar=(.+)$", timer, re.MULTILINE)[1]

    asked = ["systemd-analyze", "calendar", "--base-time=2027-03-27 12:00", when]
    next_one = subprocess.run(asked, env={**os.environ, "TZ": "Europe/Amsterdam"}, capture_output=True, text=True)
    of_the_container = re.search(r'sleep "\$\(seconds_until (\d\d:\d\d)\)"', start)[1]
    until = start[start.index("seconds_until()") : start.index("\ncase $role")]
    left = shell(f"{until}\nseconds_until {of_the_container}", TZ="Europe/Amsterdam").stdout

    assert "2027-03-28" in next_one.stdout
    assert when == f"*-*-* {of_the_container} UTC"
    assert 0 < int(left) <= 24 * 60 * 60
    assert "date -u -d" in until


def test_nginx_writes_no_address_down_that_is_a_secret():
    conf = (ROOT / "deploy" / "nginx" / "portaal.conf").read_text()
    logged = re.search(r"log_format uren_portaal '([^']+)'", conf)[1]

    assert "$uren_portaal_path" in logged
    for tells_too_much in ("$request ", "$request_uri", "$uri ", "$args", "$http_referer", "$http_user_agent"):
        assert tells_too_much not in logged
    assert conf.count("access_log") == 2


def test_what_nginx_says_of_a_portal_that_is_away_holds_no_secret_address(shell, tmp_path):
    http, https, nobody = (free_port() for _ in range(3))
    pair = f'-keyout "{tmp_path}/sleutel.pem" -out "{tmp_path}/keten.pem"'
    began = shell(
        f'PATH="$PATH:/usr/sbin"; openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost {pair}; '
        f'render "$CODE/deploy/nginx/portaal.conf" "$SITE"; render "$CODE/deploy/nginx/alone.conf" "$ETC/nginx.conf"; '
        f'nginx -c "$ETC/nginx.conf"',
        **{name: str(tmp_path) for name in ("RUN", "LOGS", "ACME")},
        SITE=f"{tmp_path}/site.conf",
        NGINX_USER="user root;" if os.getuid() == 0 else "",
        WEB=f"127.0.0.1:{nobody}",
        LISTEN_HTTP=f"listen 127.0.0.1:{http};",
        LISTEN_HTTPS=f"listen 127.0.0.1:{https} ssl;",
        HTTP2="",
        CERTIFICATE=f"{tmp_path}/keten.pem",
        CERTIFICATE_KEY=f"{tmp_path}/sleutel.pem",
    )
    try:
        for path in ("bootcamps/agenda/geheim-1.ics", "account/password/reset/key/geheim-2/", "zoeken/?q=geheim-3"):
            asked = ["curl", "-sk", "-o", "/dev/null", "-w", "%{http_code}", f"https://127.0.0.1:{https}/{path}"]
            assert subprocess.run(asked, capture_output=True, text=True).stdout == "502", began.stderr
    finally:
        os.kill(int((tmp_path / "nginx.pid").read_text()), signal.SIGQUIT)
    # It answers before it writes its line, and takes its number away when it's done.
    deadline = time.monotonic() + 30
    while (tmp_path / "nginx.pid").exists() and time.monotonic() < deadline:
        time.sleep(0.05)

    logs = (tmp_path / "toegang.log").read_text() + (tmp_path / "nginx.log").read_text()
    assert logs.count(" 502 ") == 3
    assert "geheim" not in logs


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


ASKED = '. "$CODE/deploy/questions.sh"; for name in %s; do eval "echo \\"$name=<\\$$name>\\""; done'
OF_THE_QUESTIONS = (
    "DOMAIN",
    "EMAIL_HOST",
    "EMAIL_HOST_USER",
    "EMAIL_HOST_PASSWORD",
    "KEEPER_EMAIL",
    "CERTIFICATE_FROM",
)


def typed(folder, *lines, **given):
    """What someone at a terminal sees who types these lines at the questions of an install; and the exit code."""
    ours, theirs = pty.openpty()
    environment = clean_environment() | {"ETC": str(folder), "CODE": str(ROOT)} | given
    script = f'. "{PARTS}"; {ASKED % " ".join(OF_THE_QUESTIONS)}'
    process = subprocess.Popen(
        ["sh", "-euc", script], env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    seen = b""
    for line in (*lines, None):
        while not re.search(rb": \Z", seen.rpartition(b"\n")[2]):
            try:
                seen += os.read(ours, 1024)
            except OSError:  # the other side went
                break
        if line is not None:
            os.write(ours, line.encode() + b"\n")
            seen += b"\n"
    os.close(ours)
    return seen.decode().replace("\r", ""), process.wait(30)


def test_who_answers_the_questions_of_an_install_at_a_terminal_is_understood(tmp_path):
    (tmp_path / "keten.pem").touch()
    (tmp_path / "sleutel.pem").touch()
    certificate = f"{tmp_path}/keten.pem:{tmp_path}/sleutel.pem"

    seen, code = typed(
        tmp_path, "portaal.school.nl", "mail.school.nl", "portaal", "geheim woord", "beheer@school.nl", certificate
    )

    assert code == 0, seen
    assert f"CERTIFICATE_FROM=<{certificate}>" in seen
    assert "EMAIL_HOST_USER=<portaal>" in seen
    # Once, in what the test prints: the terminal doesn't repeat a password.
    assert seen.count("geheim woord") == 1


def test_what_cannot_be_right_at_a_terminal_is_asked_again(tmp_path):
    seen, code = typed(
        tmp_path,
        "https://portaal.school.nl",
        "portaal.school.nl",
        "mail.school.nl",
        "",
        "beheer",
        "beheer@school.nl",
        "zomaar",
        "/weg/keten.pem:/weg/sleutel.pem",
        "",
    )

    assert code == 0, seen
    assert "'https://portaal.school.nl' kan niet. Geef een naam als portaal.school.nl" in seen
    assert "'beheer' kan niet. Geef een e-mailadres." in seen
    assert "'zomaar' kan niet." in seen
    assert "/weg/keten.pem is er niet." in seen
    assert "DOMAIN=<portaal.school.nl>" in seen
    assert "CERTIFICATE_FROM=<letsencrypt>" in seen


def test_a_second_install_offers_the_earlier_answers(shell, tmp_path):
    shell("write_environment")
    (tmp_path / "machine").write_text("CERTIFICATE_FROM='letsencrypt'\n")

    seen, code = typed(tmp_path, "", "", "", "", "", "")

    assert code == 0, seen
    assert "[portaal.example]" in seen
    assert "KEEPER_EMAIL=<beheer@portaal.example>" in seen
    assert f"EMAIL_HOST_PASSWORD=<{ANSWERS['EMAIL_HOST_PASSWORD']}>" in seen


def test_without_a_terminal_a_wrong_answer_stops_the_install_by_a_sentence(shell):
    done = shell('. "$CODE/deploy/questions.sh"', DOMAIN="https://portaal.school.nl", CERTIFICATE="letsencrypt")

    assert done.returncode != 0
    assert "DOMAIN is 'https://portaal.school.nl'. Geef een naam als" in done.stderr


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
