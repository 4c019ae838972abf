#!/usr/bin/env bash
# Starts an llm-d-inference-sim that is already on this machine, and waits until it answers.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: LLM_D_SIM=/path/to/llm-d-inference-sim start.sh [--help] [options of the simulator]

Starts the server in the background and returns when GET /health answers 200. Options go to
the simulator, after those given here. It listens on ALL interfaces and has no option
against that: use a machine or a network namespace that nobody else reaches.

environment:
  LLM_D_SIM      the program                             (llm-d-inference-sim on the path)
  PORT           port                                    (8095)
  TTFT           time to first token                     (100ms)
  ITL            time between two tokens                 (20ms)
  SEQUENCES      requests that are served at a time      (8)
  CONTEXT        context size in tokens                  (4096)
  MODEL_ALIAS    model name in the API                   (mock)
  WAIT_SECONDS   how long to wait until it is ready      (60)
  ENGINE_HOME    where pid and log are put               (<repository>/.engines/llm-d-sim)

files in ENGINE_HOME/run-PORT: pid, log.
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac

fail() { echo "start.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
home=${ENGINE_HOME:-$repository/.engines/llm-d-sim}
port=${PORT:-8095}
run=$home/run-$port
program=$(command -v "${LLM_D_SIM:-llm-d-inference-sim}") || fail "no llm-d-inference-sim; set LLM_D_SIM, see README.md"

if [[ -f $run/pid ]] && kill -0 "$(cat "$run/pid")" 2>/dev/null; then
    fail "already running on port $port with pid $(cat "$run/pid"); run stop.sh first"
fi
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is taken by another process; set PORT"
fi

mkdir -p "$run"
# setsid: the server outlives the terminal. force-dummy-tokenizer: else it asks a model hub for the name.
setsid "$program" --force-dummy-tokenizer --port "$port" --model "${MODEL_ALIAS:-mock}" --mode random \
    --time-to-first-token "${TTFT:-100ms}" --inter-token-latency "${ITL:-20ms}" \
    --max-num-seqs "${SEQUENCES:-8}" --max-model-len "${CONTEXT:-4096}" "$@" \
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
