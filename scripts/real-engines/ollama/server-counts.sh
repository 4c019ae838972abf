#!/usr/bin/env bash
# Prints the engine's own token counts since its start, as JSON.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: server-counts.sh [--help] [--requests]

Prints what the runner counted since the server was started, also for requests that a
client broke off: it reads the lines that count-tokens.sh made the runner log. requests.running
must be 0 before the others are complete. --requests adds one record a request.

environment:
  PORT           port of the server       (11434)
  ENGINE_HOME    where install.sh put it  (<repository>/.engines/ollama)
USAGE
}

records=
case "${1:-}" in
    '') ;;
    --requests) records=yes ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=${ENGINE_HOME:-$(cd "$here/../../.." && pwd)/.engines/ollama}
log=$home/run-${PORT:-11434}/log
if [[ ! -f $log ]]; then
    echo "server-counts.sh: no $log; was a server started on port ${PORT:-11434} by start.sh?" >&2
    exit 1
fi
exec python3 "$here/counts.py" "$log" ${records:+--requests}
