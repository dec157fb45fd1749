#!/bin/sh
# nginx and Apache for the tests of hosts: unpacked from Debian's packages into the folder given, nothing installed.
set -eu
folder=$1
packages="nginx libnginx-mod-http-brotli-static apache2-bin libapr1 libaprutil1"

give_up() {
  rm -rf "$folder"
  echo "No nginx and Apache for the tests of hosts, which are skipped: $1" >&2
  exit 1
}

command -v apt-get >/dev/null || give_up "they are taken from Debian's packages, and there is no apt-get here"
mkdir -p "$folder"
cd "$folder"
apt-get download -q $packages >/dev/null 2>&1 ||
  { apt-get update -q && apt-get download -q $packages; } >log 2>&1 ||
  give_up "apt-get cannot have $packages: $(tail -n 1 log)"
for package in *.deb; do dpkg -x "$package" . && rm "$package"; done
for program in "nginx -v" "apache2 -v"; do
  LD_LIBRARY_PATH=$(echo usr/lib/*-linux-gnu) usr/sbin/$program >log 2>&1 || give_up "$(tail -n 1 log)"
done
