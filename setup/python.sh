#!/bin/sh
# Installs Python packages into .venv: what building the site needs (setup/python.sh site), or all (setup/python.sh dev).
set -eu
. setup/fetch.sh
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "Python 3.11 or newer is needed; “$python” is not. Name another one, as in: make serve PYTHON=python3.13" >&2
    exit 1
}
[ -x .venv/bin/pip ] || "$python" -m venv .venv >/dev/null 2>&1 || {
    rm -rf .venv
    echo "Python's venv is needed. On Debian: apt-get install python3-venv" >&2
    exit 1
}
# The lock is complete. Without --no-deps, pip up to 23.2 looks for “package[extra]” again and finds newer ones.
fetch pip .venv/bin/pip install --disable-pip-version-check --require-hashes --no-deps -r "requirements/$1.txt"
fetch pip .venv/bin/pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
fetch pip .venv/bin/pip check --disable-pip-version-check
