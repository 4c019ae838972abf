#!/usr/bin/env bash
# Starts the llama-cpp-python server and waits until it answers.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: start.sh [--help] [serve.py options]

Starts the server in the background and returns when GET /v1/models answers.
Options after it go to serve.py, for instance --no-prefix-reuse, --interrupt-requests.

environment:
  PORT           port on 127.0.0.1                       (8091)
  CONTEXT        context size in tokens                  (2048)
  MODEL_ALIAS    model name in the API                   (smollm2-135m)
  MODEL          GGUF file                               (<ENGINE_HOME>/model.gguf)
  THREADS        compute threads                         (processors less one)
  API_KEY        if set, the server asks for it
  WAIT_SECONDS   how long to wait for the first answer   (60)
  ENGINE_HOME    where install.sh put it                 (<repository>/.engines/llama-cpp)

files in ENGINE_HOME/run-PORT: pid, log (access log and llama.cpp's timings of every
request), counts.jsonl (the engine's own token counts, one line a finished request).
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac

fail() { echo "start.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
home=${ENGINE_HOME:-$repository/.engines/llama-cpp}
port=${PORT:-8091}
model=${MODEL:-$home/model.gguf}
run=$home/run-$port

[[ -x $home/venv/bin/python ]] || fail "not installed in $home; run install.sh first"
[[ -f $model ]] || fail "no model file $model"
if [[ -f $run/pid ]] && kill -0 "$(cat "$run/pid")" 2>/dev/null; then
    fail "already running on port $port with pid $(cat "$run/pid"); run stop.sh first"
fi
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is taken by another process; set PORT"
fi

mkdir -p "$run"
arguments=(--model "$model" --port "$port" --alias "${MODEL_ALIAS:-smollm2-135m}"
    --context "${CONTEXT:-2048}" --counts "$run/counts.jsonl")
[[ -z ${THREADS:-} ]] || arguments+=(--threads "$THREADS")
headers=()
if [[ -n ${API_KEY:-} ]]; then
    arguments+=(--api-key "$API_KEY")
    headers=(-H "Authorization: Bearer $API_KEY")
fi

# setsid: the server outlives the terminal; unbuffered, so that the log is in order.
PYTHONUNBUFFERED=1 setsid "$home/venv/bin/python" "$here/serve.py" "${arguments[@]}" "$@" \
    >"$run/log" 2>&1 </dev/null &
pid=$!
echo "$pid" >"$run/pid"

deadline=$((SECONDS + ${WAIT_SECONDS:-60}))
until curl -sf -o /dev/null -m 2 ${headers[@]+"${headers[@]}"} "http://127.0.0.1:$port/v1/models"; do
    if ! kill -0 "$pid" 2>/dev/null; then
        rm -f "$run/pid"
        tail -n 20 "$run/log" >&2
        fail "the server ended while starting; log: $run/log"
    fi
    if ((SECONDS >= deadline)); then
        kill "$pid"
        rm -f "$run/pid"
        fail "no answer on port $port in time; log: $run/log"
    fi
    sleep 0.2
done
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
