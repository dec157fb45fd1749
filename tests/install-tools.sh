#!/bin/sh
# What the tests need beyond Python and npm packages: three browsers, GNU gettext and git, from Debian's packages.
# chromium-headless-shell is Chromium without its windows: it takes half the processor's time. Tests do without it too.
set -eu
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"

install() {
    command -v apt-get >/dev/null && $as_root apt-get update -q &&
        $as_root apt-get install -q -y --no-install-recommends "$@"
}

missing=""
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
command -v msgfmt >/dev/null || missing="$missing gettext"
command -v git >/dev/null || missing="$missing git"
[ -z "$missing" ] || install $missing || { echo "Please install:$missing" >&2; exit 1; }
command -v chromium-headless-shell >/dev/null || install chromium-headless-shell ||
    echo "Without chromium-headless-shell the tests take longer." >&2
{ command -v WebKitWebDriver && command -v Xvfb; } >/dev/null || install webkit2gtk-driver xvfb ||
    echo "Without webkit2gtk-driver and xvfb, the tests in WebKit are skipped." >&2
for tool in faketime stress-ng; do
    command -v "$tool" >/dev/null || install "$tool" ||
        echo "Without $tool, tests of days to come or of busy machines are skipped." >&2
done
