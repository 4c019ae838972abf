#!/usr/bin/env bash
# Prints the simulator's own token counts since its start, as JSON.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: server-counts.sh [--help]

Prints vllm:prompt_tokens_total and vllm:generation_tokens_total of GET /metrics.

environment:
  PORT   port of the server   (8095)
USAGE
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

if ! metrics=$(curl -sf -m 10 "http://127.0.0.1:${PORT:-8095}/metrics"); then
    echo "server-counts.sh: no counts from port ${PORT:-8095}; is it a server of start.sh?" >&2
    exit 1
fi
python3 -c '
import json, sys
def total(name):
    lines = (line.rsplit(None, 1) for line in sys.argv[1].splitlines())
    return int(sum(float(line[1]) for line in lines if line and line[0].startswith(name + "{")))
print(json.dumps({"totals": {
    "prompt_tokens": total("vllm:prompt_tokens_total"),
    "completion_tokens": total("vllm:generation_tokens_total"),
}}, indent=4))
' "$metrics"
