# Sourced by the other scripts here: runs a package manager, and says in one sentence why it stopped.

mkdir -p .cache

stopped() {
    echo "Stopped. Run the same command again: it goes on from here." >&2
    exit 130
}

# fetch NAME COMMAND…: what the command prints goes into .cache/NAME.log, and is named only where it fails.
fetch() {
    log=.cache/$1.log
    shift
    trap stopped INT TERM
    "$@" >"$log" 2>&1 </dev/null && return
    echo "The packages could not be installed. Is there a network, and room on the disk? Then run the same command again." >&2
    echo "The reason given: $(grep -iE 'err' "$log" | tail -n 1 | cut -c 1-300) (all of it: $log)" >&2
    exit 1
}
