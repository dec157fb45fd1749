#!/bin/sh
# nginx and Apache for the tests of hosts: unpacked from Debian's packages into the folder given, nothing installed.
set -eu
folder=$1
command -v apt-get >/dev/null || { echo "The tests of hosts need Debian's packages of nginx and Apache" >&2; exit 1; }
mkdir -p "$folder"
cd "$folder"
apt-get download -q nginx libnginx-mod-http-brotli-static apache2-bin libapr1 libaprutil1
for package in *.deb; do dpkg -x "$package" . && rm "$package"; done
