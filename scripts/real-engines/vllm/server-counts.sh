#!/usr/bin/env bash
# Prints the engine's own token counts since its start, as JSON.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: server-counts.sh [--help]

Prints counters of GET /metrics: prompt_tokens_total and generation_tokens_total, how many
requests run and wait, which must be 0 before the others are complete, and how many
prompt tokens the prefix cache answered.

environment:
  PORT     port of the server            (8094)
USAGE
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

if ! metrics=$(curl -sf -m 10 "http://127.0.0.1:${PORT:-8094}/metrics"); then
    echo "server-counts.sh: no counts from port ${PORT:-8094}; is it a server of start.sh?" >&2
    exit 1
fi
python3 -c '
import json, re, sys
wanted = ["prompt_tokens_total", "generation_tokens_total", "num_requests_running", "num_requests_waiting",
          "prefix_cache_hits_total"]
counts = {}
for line in sys.stdin:
    match = re.match(r"vllm:(\w+)(?:\{.*\})? (\S+)$", line.strip())
    if match and match[1] in wanted:
        counts[match[1]] = counts.get(match[1], 0) + int(float(match[2]))
print(json.dumps(counts, indent=4))
' <<<"$metrics"
