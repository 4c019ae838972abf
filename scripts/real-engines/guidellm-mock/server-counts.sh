#!/usr/bin/env bash
# Prints the server's own token counts since its start, as JSON.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: server-counts.sh [--help]

Prints how many tokens the server made of prompts and for answers since it was started. An
answer is counted in full when it begins, also if its client leaves.

environment:
  PORT   port of the server   (8093)
USAGE
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

if ! answer=$(curl -sf -m 10 "http://127.0.0.1:${PORT:-8093}/llmbench-counts"); then
    echo "server-counts.sh: no counts from port ${PORT:-8093}; is it a server of start.sh?" >&2
    exit 1
fi
printf '%s\n' "$answer" | python3 -m json.tool
