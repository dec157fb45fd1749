#!/bin/sh
# What the tests need beyond Python and npm packages: two browsers and GNU gettext, from Debian's packages.
set -eu
missing=""
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
command -v msgfmt >/dev/null || missing="$missing gettext"
[ -n "$missing" ] || exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
command -v apt-get >/dev/null || { echo "Please install:$missing" >&2; exit 1; }
$as_root apt-get update -q
$as_root apt-get install -q -y --no-install-recommends $missing
