#!/usr/bin/env bash
# Starts llama-server and waits until it is ready.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: start.sh [--help] [llama-server options]

Starts the server in the background and returns when GET /health answers 200. Options go
to llama-server, after those given here, so they win: --cache-prompt turns the prompt
cache on, which is off here so that each prompt is computed in full.

environment:
  PORT           port on 127.0.0.1                       (8092)
  CONTEXT        context size in tokens, of all slots    (8192)
  SLOTS          requests that are served at a time      (8)
  MODEL_ALIAS    model name in the API                   (smollm2-135m)
  MODEL          GGUF file                               (<ENGINE_HOME>/model.gguf)
  THREADS        compute threads                         (processors less one)
  API_KEY        if set, the server asks for it
  WAIT_SECONDS   how long to wait until it is ready      (60)
  ENGINE_HOME    where install.sh put it                 (<repository>/.engines/llama-server)

files in ENGINE_HOME/run-PORT: pid, log.
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac

fail() { echo "start.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
home=${ENGINE_HOME:-$repository/.engines/llama-server}
port=${PORT:-8092}
model=${MODEL:-$home/model.gguf}
run=$home/run-$port

[[ -x $home/llama-server ]] || fail "not installed in $home; run install.sh first"
[[ -f $model ]] || fail "no model file $model"
if [[ -f $run/pid ]] && kill -0 "$(cat "$run/pid")" 2>/dev/null; then
    fail "already running on port $port with pid $(cat "$run/pid"); run stop.sh first"
fi
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is taken by another process; set PORT"
fi

processors=$(nproc)
threads=${THREADS:-$((processors > 1 ? processors - 1 : 1))}
mkdir -p "$run"
# The key goes through the environment, so that it does not show in the process list.
[[ -z ${API_KEY:-} ]] || export LLAMA_API_KEY=$API_KEY

# setsid: the server outlives the terminal. cache-ram: without a prompt cache, saving the
# state of idle slots would only cost time.
setsid "$home/llama-server" --model "$model" --alias "${MODEL_ALIAS:-smollm2-135m}" \
    --host 127.0.0.1 --port "$port" --ctx-size "${CONTEXT:-8192}" --parallel "${SLOTS:-8}" \
    --threads "$threads" --metrics --slots --no-cache-prompt --cache-ram 0 --offline --no-ui "$@" \
    >"$run/log" 2>&1 </dev/null &
pid=$!
echo "$pid" >"$run/pid"

deadline=$((SECONDS + ${WAIT_SECONDS:-60}))
until curl -sf -o /dev/null -m 2 "http://127.0.0.1:$port/health"; do
    if ! kill -0 "$pid" 2>/dev/null; then
        rm -f "$run/pid"
        tail -n 20 "$run/log" >&2
        fail "the server ended while starting; log: $run/log"
    fi
    if ((SECONDS >= deadline)); then
        kill "$pid"
        rm -f "$run/pid"
        fail "not ready on port $port in time; log: $run/log"
    fi
    sleep 0.2
done
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
