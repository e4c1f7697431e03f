# shellcheck shell=sh
# The four questions of deploy/install, which reads this file after parts.sh; `ETC` is where earlier answers stand.
# What was answered at an earlier install is the answer unless someone gives another. Who types something that can't be
# right is asked again; in a run without a terminal it stops the install.

ask() { # NAME question default [pattern what]
    while :; do
        eval "given=\${$1:-}"
        # shellcheck disable=SC2154
        if [ -z "$given" ]; then
            given=$3
            if [ -t 0 ]; then
                printf '%s%s: ' "$2" "${3:+ [$3]}"
                IFS= read -r typed || stop "Er kwam geen antwoord meer."
                given=${typed:-$3}
            fi
        fi
        eval "$1=\$given"
        if [ -z "${4:-}" ] || printf '%s' "$given" | grep -Eqx "$4"; then return 0; fi
        [ -t 0 ] || stop "$1 is '$given'. $5"
        echo "   '$given' kan niet. $5"
        eval "$1="
    done
}
ask_in_silence() { # NAME question
    if [ -t 0 ]; then stty -echo; fi
    ask "$1" "$2" ""
    [ ! -t 0 ] || { stty echo && echo; }
}
certificate_is_there() {
    case $CERTIFICATE in
    letsencrypt) return 0 ;;
    /*:/*) for file in "${CERTIFICATE%%:*}" "${CERTIFICATE#*:}"; do [ -r "$file" ] || { missing=$file && return 1; }; done ;;
    esac
}

earlier=""
# shellcheck disable=SC1091
[ ! -f "$ETC/machine" ] || earlier=$(. "$ETC/machine" && echo "$CERTIFICATE_FROM")
label='[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?'
ask DOMAIN "1. Op welk adres komt het portaal? Bijvoorbeeld portaal.school.nl" "$(setting ALLOWED_HOSTS)" \
    "$label(\\.$label)+" "Geef een naam als portaal.school.nl, zonder https://."
ask EMAIL_HOST "2. Welke mailserver verstuurt de mails? Bijvoorbeeld mail.school.nl" "$(setting EMAIL_HOST)" \
    '[A-Za-z0-9.-]+' "Geef de naam van een mailserver."
ask EMAIL_HOST_USER "   Gebruikersnaam daar (leeg: geen)" "$(setting EMAIL_HOST_USER)"
[ -z "$EMAIL_HOST_USER" ] || ask_in_silence EMAIL_HOST_PASSWORD "   Wachtwoord daar (je ziet niet wat je typt; leeg: wat er al stond)"
EMAIL_HOST_PASSWORD=${EMAIL_HOST_PASSWORD:-$(setting EMAIL_HOST_PASSWORD)}
EMAIL_PORT=${EMAIL_PORT:-$(setting EMAIL_PORT)}
EMAIL_PORT=${EMAIL_PORT:-587}
EMAIL_USE_TLS=${EMAIL_USE_TLS:-$(setting EMAIL_USE_TLS)}
EMAIL_USE_TLS=${EMAIL_USE_TLS:-1}
ask KEEPER_EMAIL "3. Wie past erop, en krijgt mail als er iets misgaat? Een e-mailadres" "$(setting KEEPER_EMAIL)" \
    '[^@[:space:]]+@[^@[:space:]]+' "Geef een e-mailadres."
while :; do
    ask CERTIFICATE "4. Het certificaat: letsencrypt, of /pad/naar/keten.pem:/pad/naar/sleutel.pem" "${earlier:-letsencrypt}" \
        'letsencrypt|/[^:]+:/.+' "Geef letsencrypt, of twee paden met een : ertussen."
    if certificate_is_there; then break; fi
    [ -t 0 ] || stop "$missing is er niet."
    echo "   $missing is er niet."
    CERTIFICATE=""
done
# Other scripts read these.
# shellcheck disable=SC2034
CERTIFICATE_FROM=$CERTIFICATE
