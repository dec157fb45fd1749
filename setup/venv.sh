#!/bin/sh
# Removes a .venv that cannot work any more: Python was replaced, the folder was moved, or its set-up was cut off.
# One that is a link belongs to somebody else, who cares for it.
[ -d .venv ] && [ ! -L .venv ] || exit 0
.venv/bin/python -c 'import pip' 2>/dev/null && head -n 2 .venv/bin/pip 2>/dev/null | grep -qF "$PWD/.venv" && exit 0
echo "== .venv was made by another Python or in another folder: it is made anew" >&2
rm -rf .venv
