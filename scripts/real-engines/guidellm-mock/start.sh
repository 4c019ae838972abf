#!/usr/bin/env bash
# Starts GuideLLM's mock server and waits until it answers.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: start.sh [--help] [serve.py options]

Starts the server in the background and returns when GET /health answers. Options after it
go to serve.py, for instance --ttft-ms-std 20, --itl-ms-std 5, --access-log.

environment:
  PORT           port on 127.0.0.1                       (8093)
  TTFT_MS        time to first token                     (100)
  ITL_MS         time between two tokens                 (20)
  MODEL_ALIAS    model name in the API                   (mock)
  WAIT_SECONDS   how long to wait for the first answer   (60)
  ENGINE_HOME    where install.sh put it                 (<repository>/.engines/guidellm-mock)

files in ENGINE_HOME/run-PORT: pid, log.
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac

fail() { echo "start.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
home=${ENGINE_HOME:-$repository/.engines/guidellm-mock}
port=${PORT:-8093}
run=$home/run-$port

[[ -x $home/venv/bin/python ]] || fail "not installed in $home; run install.sh first"
if [[ -f $run/pid ]] && kill -0 "$(cat "$run/pid")" 2>/dev/null; then
    fail "already running on port $port with pid $(cat "$run/pid"); run stop.sh first"
fi
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is taken by another process; set PORT"
fi

mkdir -p "$run"
# setsid: the server outlives the terminal; unbuffered, so that the log is in order.
PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 setsid "$home/venv/bin/python" "$here/serve.py" \
    --port "$port" --model "${MODEL_ALIAS:-mock}" --ttft-ms "${TTFT_MS:-100}" --itl-ms "${ITL_MS:-20}" "$@" \
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
        fail "no answer on port $port in time; log: $run/log"
    fi
    sleep 0.2
done
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
