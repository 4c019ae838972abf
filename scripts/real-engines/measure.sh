#!/usr/bin/env bash
# Measures one real engine that runs on this machine: a sweep over 1, 2, 4 and 8 users, a run with Poisson arrivals and, if
# asked for, a race to a number of output tokens.
# Writes tables, versions, commands, and the comparison of token counts with the server's own to a Markdown file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usage() {
    cat <<'USAGE'
usage: scripts/real-engines/measure.sh ENGINE [OUTPUT.md]

ENGINE is a folder beside this script, such as vllm, ollama or llama-server. Install and start it first:
  scripts/real-engines/ENGINE/install.sh; scripts/real-engines/ENGINE/start.sh

environment:
  PORT          port of the server (the engine's default)
  ROUTE         chat or completions                       (completions)
  PROTOCOL      a wire protocol instead of ROUTE, such as ollama-chat; set but empty: ROUTE
                                                          (ollama: ollama-generate)
  STREAM        true or false                             (true)
  DURATION      window of each level                      (20s)
  INPUT         input tokens                              (64)
  OUTPUT        output tokens                             (32)
  RACE_TOKENS   output tokens of a race of 4 users        (no race)
USAGE
}

engine=${1:-}
model=smollm2-135m more=() protocol=${PROTOCOL-}
case $engine in
    llama-cpp) port=${PORT:-8091} ;;
    # It closes the connection behind every streamed answer.
    llama-server) port=${PORT:-8092} more=(--no-keep-alive) ;;
    guidellm-mock) port=${PORT:-8093} model=mock ;;
    vllm) port=${PORT:-8094} ;;
    llm-d-sim) port=${PORT:-8095} model=mock ;;
    ollama) port=${PORT:-11434} protocol=${PROTOCOL-ollama-generate} ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac
if [ -n "$protocol" ]; then
    asked=(--protocol "$protocol")
else
    asked=(--route "${ROUTE:-completions}")
fi
duration=${DURATION:-20s}
input=${INPUT:-64}
output=${OUTPUT:-32}
stream=()
[ "${STREAM:-true}" = true ] || stream=(--no-stream)
target=${2:-/dev/stdout}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

counts() { PORT=$port "scripts/real-engines/$engine/server-counts.sh"; }

common=(--url "http://127.0.0.1:$port" --model "$model" "${asked[@]}" "${stream[@]}"
    --input-tokens "$input" --output-tokens "$output" "${more[@]}" -q --out "$work/runs")
# Followed to their finish, so that every token is known to both sides.
levels=(--warmup 3s --duration "$duration" --held-load finish)

# A request that its client has left may still be counted by the server: waits until none runs, if it tells.
settled_counts() {
    local file=$1 try
    for try in 1 2 3 4 5 6 7 8 9 10; do
        counts > "$file"
        python3 scripts/real-engines/compare_counts.py --settled "$file" && return
        sleep 1
    done
    echo "measure.sh: the server still counts ${try} s after the run" >&2
}

measure() { # command, name, its options
    local command=$1 name=$2
    shift 2
    counts > "$work/$name.before.json"
    local status=0
    ./llmbench "$command" "${common[@]}" --name "$name" "$@" -o markdown > "$work/$name.md" || status=$?
    settled_counts "$work/$name.after.json"
    {
        echo
        echo "## $name"
        echo
        echo '```'
        echo "./llmbench $command ${common[*]//$work\/runs/results} --name $name $*"
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

measure sweep "$engine-users" "${levels[@]}" --concurrency 1,2,4,8
measure sweep "$engine-poisson" "${levels[@]}" --rate 0.5 --arrival poisson --max-in-flight 16
if [ -n "${RACE_TOKENS:-}" ]; then
    measure race "$engine-race" --users 4 --target-tokens "$RACE_TOKENS"
fi
cat "$work/report.md" > "$target"
