#!/bin/sh
# Makes this machine ready: `deploy/setup.sh run` for the portal, `deploy/setup.sh test` for its tests too.
# Safe to run again: what is there is left alone.
set -eu
what=${1:-run}
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_NATIVE_TLS=1 UV_SYSTEM_CERTS=1 PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '==> %s\n' "$*"; }
stop() { printf '\nStop: %s\n' "$*" >&2; exit 1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    stop "Uren-portaal heeft Python 3.11 of nieuwer nodig. Gevonden: $(python3 --version 2>&1 || echo geen Python). Zet een nieuwere Python op je PATH of geef hem mee: make run PYTHON=/pad/naar/python3"
}

apt_install() {
    say "Systeempakketten installeren: $*"
    command -v apt-get >/dev/null || stop "Installeer zelf deze pakketten (namen van Debian): $*"
    if [ "$(id -u)" = 0 ]; then sudo=""
    elif sudo -n true 2>/dev/null; then sudo="sudo"
    else stop "Voor deze pakketten zijn beheerrechten nodig. Voer uit: sudo apt-get install $*"
    fi
    export DEBIAN_FRONTEND=noninteractive
    $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 || {
        $sudo apt-get update -qq
        $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    } || stop "Installeren lukte niet: $*"
}

system_packages() {
    missing=""
    libraries=$(/sbin/ldconfig -p 2>/dev/null || ldconfig -p 2>/dev/null || true)
    for pair in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 \
        libharfbuzz-subset.so.0:libharfbuzz-subset0 libfontconfig.so.1:libfontconfig1; do
        case "$libraries" in *"${pair%%:*}"*) ;; *) missing="$missing ${pair#*:}" ;; esac
    done
    if [ "$what" = test ]; then
        command -v chromium >/dev/null || missing="$missing chromium"
        command -v redis-server >/dev/null || missing="$missing redis-server"
        ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing="$missing postgresql"
        command -v age >/dev/null || missing="$missing age"
        command -v curl >/dev/null || missing="$missing curl"
        command -v openssl >/dev/null || missing="$missing openssl"
        PATH="$PATH:/usr/sbin" command -v nginx >/dev/null || missing="$missing nginx-light"
        command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
    fi
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing
}

make_environment() {
    [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    python=$(find_python)
    say "Python-omgeving maken met $("$python" --version)"
    rm -rf .venv
    if uv --version >/dev/null 2>&1; then
        uv venv -q --python "$python" .venv
    else
        "$python" -m venv .venv >/dev/null 2>&1 || {
            apt_install python3-venv
            rm -rf .venv
            "$python" -m venv .venv
        }
        .venv/bin/python -m pip install -q --timeout 60 'uv>=0.9' 2>/dev/null || true
    fi
}

# Much quicker, but it knows nothing of what is set up for pip on this machine, such as a mirror or a certificate.
install_with_uv() {
    for uv in uv .venv/bin/uv; do
        if "$uv" --version >/dev/null 2>&1; then
            "$uv" pip install -q --python .venv/bin/python --require-hashes -r "$1" 2>.venv/uv.log && return
            say "Dat lukte niet met uv (zie .venv/uv.log). Verder met pip; dat duurt een paar minuten"
            return 1
        fi
    done
    return 1
}

install_with_pip() {
    # An environment made by uv has no pip of its own.
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null 2>&1 || return 1
    # In English, so that we recognise what it says.
    LC_ALL=C.UTF-8 .venv/bin/python -m pip install -q --require-hashes -r "$1" 2>.venv/pip.log
}

why_not() {
    log=.venv/pip.log
    [ -s "$log" ] || log=.venv/uv.log
    grep -v '^WARNING: Location' "$log" 2>/dev/null | tail -n 8 | sed 's/^/    /' >&2
    says() { grep -Eqi "$1" "$log" 2>/dev/null; }
    if says 'no space left|errno 28'; then
        echo "De schijf is vol. Maak ruimte en geef hetzelfde commando opnieuw."
    elif says 'require-hashes mode|hashes are required'; then
        echo "In $1 ontbreekt een pakket of een controlesom; met internet heeft dit niets te maken. Maak het bestand opnieuw met: make lock"
    elif says 'do not match the hashes|hash mismatch'; then
        echo "Een opgehaald pakket is niet het pakket dat $1 noemt: de controlesom klopt niet. Vertrouw het niet voor je weet waarom."
    elif says 'certificate_verify_failed|invalid peer certificate'; then
        echo "Het certificaat van de plek met de pakketten wordt hier niet vertrouwd. Staat de klok van deze machine goed, en zit er een proxy tussen met een eigen certificaat?"
    elif says 'name resolution|name or service|failed to establish|max retries|unreachable|connection (refused|reset|broken)|timed out|dns error|error sending request|proxy'; then
        echo "De pakketten konden niet opgehaald worden. Is er internet? Daarna kun je hetzelfde commando opnieuw geven."
    elif says 'no matching distribution|could not find a version|no solution found'; then
        echo "Een pakket uit $1 is er niet voor deze Python ($(.venv/bin/python --version 2>&1)) of staat niet waar pip zoekt. Hierboven staat welk."
    else
        echo "Waarom staat hierboven, en helemaal in $log."
    fi
}

install_requirements() {
    if [ "$what" = test ]; then file=requirements-dev.txt; else file=requirements.txt; fi
    wanted=$(cksum <requirements.txt; cksum <requirements-dev.txt)
    # The development set holds the other one, so it serves both.
    if [ "$(cat .venv/installed-test 2>/dev/null)" = "$wanted" ]; then return; fi
    if [ "$what" = run ] && [ "$(cat .venv/installed-run 2>/dev/null)" = "$wanted" ]; then return; fi
    say "Pakketten installeren uit $file"
    install_with_uv "$file" || install_with_pip "$file" ||
        stop "De pakketten konden niet geïnstalleerd worden. $(why_not "$file")"
    printf '%s' "$wanted" >".venv/installed-$what"
}

system_packages
make_environment
install_requirements
