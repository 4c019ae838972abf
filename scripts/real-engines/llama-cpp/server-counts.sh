#!/usr/bin/env bash
# Prints the engine's own token counts since its start, as JSON.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: server-counts.sh [--help] [--requests]

Prints what the engine tokenized, decoded and sampled since it was started, also for
requests that a client broke off. --requests adds one record a request.

environment:
  PORT   port of the server   (8091)
USAGE
}

query=
case "${1:-}" in
    '') ;;
    --requests) query='?requests=1' ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

if ! answer=$(curl -sf -m 10 "http://127.0.0.1:${PORT:-8091}/llmbench-counts$query"); then
    echo "server-counts.sh: no counts from port ${PORT:-8091}; is it a server of start.sh?" >&2
    exit 1
fi
printf '%s\n' "$answer" | python3 -m json.tool
