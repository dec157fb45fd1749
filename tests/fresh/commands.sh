#!/bin/sh
# What tests/fresh/run does inside a new Debian, as a newcomer would: both commands, and a look at the checker.
set -eu
cd /root/support-coverage
port=$1
python3 --version
begun=$(date +%s)

serve() {
    make serve PORT="$port" &
    server=$!
    until python3 -c "import urllib.request as web; web.urlopen('http://127.0.0.1:$port/checker/')" 2>/dev/null; do
        kill -0 $server
        sleep 1
    done
}

serve
echo "took $(($(date +%s) - begun)) s to the first page"
kill $server
make test
serve
.venv/bin/python tests/fresh/verdict.py "$port"
kill $server
echo "took $(($(date +%s) - begun)) s in all"
