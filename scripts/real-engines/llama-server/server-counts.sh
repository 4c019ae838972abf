#!/usr/bin/env bash
# Prints the engine's own token counts since its start, as JSON.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: server-counts.sh [--help]

Prints counters of GET /metrics: prompt_tokens_total (computed), prompt_tokens_cached_total
(reused), tokens_predicted_total (sampled), and requests_processing, which must be 0 before
the others are complete: sampled tokens are counted when their request ends.

/metrics writes six significant digits, so a count from one million on is rounded. Then
"rounded" is true; start the server anew for exact counts.

environment:
  PORT     port of the server            (8092)
  API_KEY  key, if the server wants one
USAGE
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

headers=()
[[ -z ${API_KEY:-} ]] || headers=(-H "Authorization: Bearer $API_KEY")
if ! metrics=$(curl -sf -m 10 ${headers[@]+"${headers[@]}"} "http://127.0.0.1:${PORT:-8092}/metrics"); then
    echo "server-counts.sh: no counts from port ${PORT:-8092}; is it a server of start.sh?" >&2
    exit 1
fi
python3 -c '
import json, sys
wanted = ["prompt_tokens_total", "prompt_tokens_cached_total", "tokens_predicted_total", "requests_processing"]
lines = (line.split() for line in sys.argv[1].splitlines() if line.startswith("llamacpp:"))
values = {line[0].removeprefix("llamacpp:"): float(line[1]) for line in lines if len(line) == 2}
counts = {name: int(values[name]) for name in wanted if name in values}
counts["rounded"] = any(value >= 1_000_000 for value in counts.values())
print(json.dumps(counts, indent=4))
' "$metrics"
