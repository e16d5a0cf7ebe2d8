#!/bin/sh
# Installs the peers that some tests meet, all of them software of others:
# Kannel with its fake SMS centre, Chromium, and a Telegram test server (npm).
# Without them those tests say so and are skipped. Needs Debian or Ubuntu and root (or sudo without a password).
set -eu
cd "$(dirname "$0")/../.."
TELEGRAM_TEST_API=4.2.1
NODE_FOLDER=var/peers

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo "$@"; else
        echo "make peers installs Debian packages: run it as root, or allow sudo without a password" >&2
        exit 1
    fi
}

have() { command -v "$1" >/dev/null 2>&1; }

missing=""
[ -x /usr/sbin/bearerbox ] && [ -x /usr/lib/kannel/test/fakesmsc ] || missing="$missing kannel kannel-extras"
have chromium || missing="$missing chromium"
have npm || missing="$missing nodejs npm"
if [ -n "$missing" ]; then
    # A package may not start its daemon: the tests start their own, on their own ports.
    policy=/usr/sbin/policy-rc.d
    made=""
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod +x "$policy"
        made=yes
    fi
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    [ -z "$made" ] || as_root rm -f "$policy"
fi
if [ ! -d "$NODE_FOLDER/node_modules/telegram-test-api" ]; then
    mkdir -p "$NODE_FOLDER"
    npm install --silent --no-audit --no-fund --no-save --prefix "$NODE_FOLDER" "telegram-test-api@$TELEGRAM_TEST_API"
fi
echo "peers: Kannel, Chromium, telegram-test-api $TELEGRAM_TEST_API are installed"
