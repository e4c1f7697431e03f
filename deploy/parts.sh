# shellcheck shell=sh
# The parts that install, update, uninstall, restore, backup and try are made of. A machine is described by the file
# $ETC/machine, in variables: CODE DATA ETC RUN LOGS RUN_AS DOMAIN ADDRESS WEB REDIS_PORT SERVICES and so on.

say() { printf '==> %s\n' "$*"; }
stop() { printf '\nStop: %s\n' "$*" >&2; exit 1; }

# The settings of a machine that was installed, for the commands that come after.
load_machine() {
    ETC=${UREN_PORTAAL_ETC:-/etc/uren-portaal}
    [ -r "$ETC/machine" ] || stop "Op deze machine is het portaal niet geïnstalleerd ($ETC/machine is er niet), of je bent geen beheerder. Zie docs/beheer.md."
    # shellcheck disable=SC1091
    . "$ETC/machine"
}

write_machine() {
    for name in CODE DATA ETC RUN LOGS ACME RUN_AS DOMAIN ADDRESS LISTEN_HTTP LISTEN_HTTPS HTTP2 WEB REDIS_PORT CERTIFICATE \
        CERTIFICATE_KEY CERTIFICATE_FROM SERVICES CA; do
        eval "value=\${$name:-}"
        # shellcheck disable=SC2154
        printf "%s='%s'\n" "$name" "$value"
    done >"$ETC/machine.new"
    mv "$ETC/machine.new" "$ETC/machine"
}

# `render TEMPLATE FILE`: @NAME@ becomes the value of $NAME.
render() {
    script=""
    for name in $(grep -o '@[A-Z0-9_]*@' "$1" | tr -d @ | sort -u); do
        eval "value=\${$name?@$name@ in $1 heeft geen waarde}"
        script="$script
s|@$name@|$(printf '%s' "$value" | sed 's/[&|\\]/\\&/g')|g"
    done
    sed "$script" "$1" >"$2.new"
    mv "$2.new" "$2"
}

# `listen_with_tls ADDRESS...`: HTTP/2 is asked for in another way since nginx 1.25.
listen_with_tls() {
    case $(nginx -v 2>&1) in *nginx/1.1* | *nginx/1.2[0-4].*) how="ssl http2" HTTP2="" ;; *) how="ssl" HTTP2="http2 on;" ;; esac
    LISTEN_HTTPS=""
    for address in "$@"; do LISTEN_HTTPS="$LISTEN_HTTPS listen $address $how;"; done
}

random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

# The environment of the portal.

# `setting NAME`: what the file of an earlier install says.
setting() { sed -n "s/^$1='\(.*\)'\$/\1/p" "$ETC/portaal.env" 2>/dev/null | tail -n 1; }

put() {
    case $2 in *"'"* | *'\'* | *'
'*) stop "In $1 mag geen ', geen \\ en geen regeleinde staan." ;; esac
    printf "%s='%s'\n" "$1" "$2"
}

# Lines that we don't write ourselves are kept, so that whoever adds a setting by hand doesn't lose it.
write_environment() {
    ours="SECRET_KEY DATABASE_URL CELERY_BROKER_URL CACHE_URL ALLOWED_HOSTS SITE_URL DEFAULT_FROM_EMAIL KEEPER_EMAIL EMAIL_HOST
        EMAIL_PORT EMAIL_HOST_USER EMAIL_HOST_PASSWORD EMAIL_USE_TLS BEHIND_PROXY DATA_DIR BACKUP_KEY"
    {
        echo "# Geschreven door deploy/install. Wat hier kan staan: docs/beheer.md."
        put SECRET_KEY "$SECRET_KEY"
        put DATABASE_URL "$DATABASE_URL"
        put CELERY_BROKER_URL "redis://:$REDIS_PASSWORD@127.0.0.1:$REDIS_PORT/0"
        put CACHE_URL "redis://:$REDIS_PASSWORD@127.0.0.1:$REDIS_PORT/1"
        put ALLOWED_HOSTS "$DOMAIN"
        put SITE_URL "$ADDRESS"
        put DEFAULT_FROM_EMAIL "Uren-portaal <${SENDER:-portaal@$DOMAIN}>"
        put KEEPER_EMAIL "$KEEPER_EMAIL"
        put EMAIL_HOST "$EMAIL_HOST"
        put EMAIL_PORT "$EMAIL_PORT"
        put EMAIL_HOST_USER "$EMAIL_HOST_USER"
        put EMAIL_HOST_PASSWORD "$EMAIL_HOST_PASSWORD"
        put EMAIL_USE_TLS "$EMAIL_USE_TLS"
        put BEHIND_PROXY 1
        put DATA_DIR "$DATA"
        put BACKUP_KEY "$BACKUP_KEY"
        [ ! -f "$ETC/portaal.env" ] || while IFS= read -r line; do
            case " $(echo $ours) # " in *" ${line%%[= ]*} "*) ;; *) [ -z "$line" ] || printf '%s\n' "$line" ;; esac
        done <"$ETC/portaal.env"
    } >"$ETC/portaal.env.new"
    chmod 0640 "$ETC/portaal.env.new"
    [ "$RUN_AS" = "$(id -un)" ] || chown "root:$RUN_AS" "$ETC/portaal.env.new"
    mv "$ETC/portaal.env.new" "$ETC/portaal.env"
}

# `as_portal COMMAND...` in the folder of the code, as the portal's user, with its environment and nothing else.
as_portal() {
    run="cd '$CODE' && set -a && . '$ETC/portaal.env' && exec \"\$@\""
    if [ "$RUN_AS" = "$(id -un)" ]; then become=""; else become="runuser -u $RUN_AS --"; fi
    # shellcheck disable=SC2086
    ${EXEC:-} $become env -i PATH="$PATH" LANG=C.UTF-8 HOME="$DATA" sh -c "umask 077; $run" sh "$@"
}
manage() { as_portal "$CODE/.venv/bin/python" manage.py "$@"; }

# The branch that updates come from: that of the clone. An update leaves the code on a commit instead of on that branch.
followed() {
    git rev-parse --verify --quiet --symbolic-full-name '@{upstream}' 2>/dev/null ||
        git for-each-ref --format '%(upstream)' refs/heads | grep -m 1 . ||
        git rev-parse --verify --quiet --symbolic-full-name refs/remotes/origin/HEAD || true
}

# The database. $PSQL is psql as the one who may make databases.

make_database() {
    exists=$($PSQL -tAc "SELECT 1 FROM pg_roles WHERE rolname = '$1'")
    # The nightly proof restores into a database of its own.
    [ "$exists" = 1 ] || $PSQL -c "CREATE ROLE \"$1\" LOGIN CREATEDB"
    [ -z "${DATABASE_PASSWORD:-}" ] || $PSQL -c "ALTER ROLE \"$1\" PASSWORD '$DATABASE_PASSWORD'"
    exists=$($PSQL -tAc "SELECT 1 FROM pg_database WHERE datname = '$2'")
    [ "$exists" = 1 ] || $PSQL -c "CREATE DATABASE \"$2\" OWNER \"$1\" ENCODING 'UTF8' TEMPLATE template0"
}

prepare_portal() {
    say "Instellingen nakijken en de database bijwerken"
    manage check --deploy --fail-level WARNING >/dev/null &&
        manage migrate --verbosity 0 &&
        manage collectstatic --noinput --verbosity 0 --clear
}

# The processes: by systemd, or by hand where there is none (deploy/try). Both run the same units.

PROCESSES="web worker klok"

services() {
    if [ "$SERVICES" = systemd ]; then
        units=""
        for process in $PROCESSES; do units="$units uren-portaal-$process.service"; done
        # shellcheck disable=SC2086
        systemctl "$1" $units
    else
        case $1 in stop | restart) for process in $PROCESSES; do stop_by_hand "$process"; done ;; esac
        case $1 in start | restart) for process in $PROCESSES; do start_by_hand "$process"; done ;; esac
    fi
}

start_by_hand() {
    command=$(sed -n 's/^ExecStart=//p' "$ETC/uren-portaal-$1.service")
    # With exec, so that the number we write down is that of the process itself.
    # shellcheck disable=SC2086
    (EXEC=exec; as_portal env C_FORCE_ROOT=1 $command) >>"$LOGS/$1.log" 2>&1 &
    echo $! >"$RUN/$1.pid"
}

stop_by_hand() {
    [ -f "$RUN/$1.pid" ] || return 0
    pid=$(cat "$RUN/$1.pid")
    kill -TERM "$pid" 2>/dev/null || true
    turns=0
    # A process that ended and that nobody waited for yet is as good as gone.
    while [ -r "/proc/$pid/stat" ] && ! grep -q ') Z' "/proc/$pid/stat"; do
        turns=$((turns + 1))
        [ "$turns" -lt 1000 ] || kill -KILL "$pid" 2>/dev/null || true
        sleep 0.1
    done
    rm -f "$RUN/$1.pid"
}

write_units() {
    for template in "$CODE"/deploy/systemd/*; do render "$template" "$1/$(basename "$template")"; done
}

start_timers() {
    for timer in backup waak; do systemctl enable --quiet --now "uren-portaal-$timer.timer"; done
}

# `healthy SECONDS`: over the road that visitors take, and then a sign of life of the worker. Who answers that it's unwell gets
# twenty seconds to get better.
healthy() {
    turns=0 unwell=0 host=${ADDRESS#https://}
    host=${host%%:*}
    while [ "$turns" -lt "$1" ] && [ "$unwell" -lt 20 ]; do
        # shellcheck disable=SC2086
        status=$(curl -s -o /dev/null -w '%{http_code}' --max-time 10 ${CA:+--cacert "$CA"} \
            --resolve "$host:$(port_of "$ADDRESS"):127.0.0.1" "$ADDRESS/gezond/") || true
        case $status in 200) manage hoe_gaat_het --wacht-op-worker "$1" && return 0 || return 1 ;; 500 | 503) unwell=$((unwell + 1)) ;; esac
        turns=$((turns + 1))
        sleep 1
    done
    return 1
}

port_of() { case ${1#https://} in *:*) echo "${1##*:}" ;; *) echo 443 ;; esac }
