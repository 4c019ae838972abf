#!/usr/bin/env bash
# Measures one real engine that runs on this machine: a sweep over 1, 2, 4 and 8 users and a run with Poisson arrivals.
# Writes tables, versions, commands, and the comparison of token counts with the server's own to a Markdown file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usage() {
    cat <<'USAGE'
usage: scripts/real-engines/measure.sh ENGINE [OUTPUT.md]

ENGINE is a folder beside this script: llama-cpp or llama-server. Install and start it first:
  scripts/real-engines/ENGINE/install.sh; scripts/real-engines/ENGINE/start.sh

environment:
  PORT       port of the server (the engine's default)
  ROUTE      chat or completions        (completions)
  STREAM     true or false              (true)
  DURATION   window of each level       (20s)
  INPUT      input tokens               (64)
  OUTPUT     output tokens              (32)
USAGE
}

engine=${1:-}
case $engine in
    llama-cpp) port=${PORT:-8091} more=() ;;
    # It closes the connection behind every streamed answer.
    llama-server) port=${PORT:-8092} more=(--no-keep-alive) ;;
    guidellm-mock) port=${PORT:-8093} more=() ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac
route=${ROUTE:-completions}
duration=${DURATION:-20s}
input=${INPUT:-64}
output=${OUTPUT:-32}
stream=()
[ "${STREAM:-true}" = true ] || stream=(--no-stream)
target=${2:-/dev/stdout}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

counts() { PORT=$port "scripts/real-engines/$engine/server-counts.sh"; }

common=(--url "http://127.0.0.1:$port" --model smollm2-135m --route "$route" "${stream[@]}" --warmup 3s
    --duration "$duration" --input-tokens "$input" --output-tokens "$output" --held-load finish "${more[@]}"
    -q --out "$work/runs")

measure() { # name, options of the load
    local name=$1
    shift
    counts > "$work/$name.before.json"
    local status=0
    ./llmbench sweep "${common[@]}" --name "$name" "$@" -o markdown > "$work/$name.md" || status=$?
    counts > "$work/$name.after.json"
    {
        echo
        echo "## $name"
        echo
        echo '```'
        echo "./llmbench sweep ${common[*]//$work\/runs/results} --name $name $*"
        echo '```'
        echo
        echo "Exit code $status."
        echo
        sed 's/^#/##/' "$work/$name.md"
        echo
        echo "Token counts, client against server:"
        echo
        python3 scripts/real-engines/compare_counts.py \
            "$work/$name.before.json" "$work/$name.after.json" "$work"/runs/"$name"-*/result.json
    } >> "$work/report.md"
}

measure "$engine-users" --concurrency 1,2,4,8
measure "$engine-poisson" --rate 0.5 --arrival poisson --max-in-flight 16
cat "$work/report.md" > "$target"
