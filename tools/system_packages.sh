#!/usr/bin/env bash
# Installs the servers and the browser that the tests start themselves; says what is missing where it may not.
set -eu
PATH=$PATH:/usr/sbin:/sbin
missing=()
[ -e /usr/lib/dovecot/imap ] || missing+=(dovecot-imapd)
[ -e /usr/lib/dovecot/lmtp ] || missing+=(dovecot-lmtpd)
command -v postconf >/dev/null || missing+=(postfix)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests need these packages; as root: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
echo "Installing for the tests: ${missing[*]}"
# The tests start their own servers: those of the packages stay off while they are installed.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod +x $policy
    trap 'rm -f $policy' EXIT
fi
log=$(mktemp)
{
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
} >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    echo "These packages could not be installed: ${missing[*]}" >&2
    exit 1
}
rm -f "$log"
