#!/usr/bin/env bash
# Starts vLLM on the processor and waits until it is ready.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: start.sh [--help] [vllm serve options]

Starts the server in the background and returns when GET /health answers 200. Options go
to `vllm serve`, after those given here, so they win.

environment:
  PORT           port on 127.0.0.1                         (8094)
  CONTEXT        longest prompt and answer, in tokens      (2048)
  SEQUENCES      requests that are computed at a time      (16)
  KV_CACHE_GIB   memory for the KV cache                   (1)
  MODEL_ALIAS    model name in the API                     (smollm2-135m)
  MODEL          model folder                              (<ENGINE_HOME>/model)
  THREADS        compute threads                           (processors less one)
  API_KEY        if set, the server asks for it
  WAIT_SECONDS   how long to wait until it is ready        (300)
  ENGINE_HOME    where install.sh put it                   (<repository>/.engines/vllm)

files in ENGINE_HOME/run-PORT: pid, log.
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac

fail() { echo "start.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
home=${ENGINE_HOME:-$repository/.engines/vllm}
port=${PORT:-8094}
model=${MODEL:-$home/model}
run=$home/run-$port

[[ -x $home/venv/bin/vllm ]] || fail "not installed in $home; run install.sh first"
[[ -f $model/config.json ]] || fail "no model folder $model"
if [[ -f $run/pid ]] && kill -0 "$(cat "$run/pid")" 2>/dev/null; then
    fail "already running on port $port with pid $(cat "$run/pid"); run stop.sh first"
fi
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    fail "port $port is taken by another process; set PORT"
fi

processors=$(nproc)
mkdir -p "$run"
# The key goes through the environment, so that it does not show in the process list.
[[ -z ${API_KEY:-} ]] || export VLLM_API_KEY=$API_KEY
export VLLM_NO_USAGE_STATS=1 HF_HUB_OFFLINE=1 VLLM_CPU_KVCACHE_SPACE=${KV_CACHE_GIB:-1}
# Threads are not bound to processors: the load generator runs on the same ones.
export VLLM_CPU_OMP_THREADS_BIND=nobind OMP_NUM_THREADS=${THREADS:-$((processors > 1 ? processors - 1 : 1))}

# setsid: the server outlives the terminal.
setsid "$home/venv/bin/vllm" serve "$model" --served-model-name "${MODEL_ALIAS:-smollm2-135m}" \
    --host 127.0.0.1 --port "$port" --max-model-len "${CONTEXT:-2048}" --max-num-seqs "${SEQUENCES:-16}" \
    --dtype float32 --enforce-eager --enable-prompt-tokens-details --disable-uvicorn-access-log "$@" \
    >"$run/log" 2>&1 </dev/null &
pid=$!
echo "$pid" >"$run/pid"

deadline=$((SECONDS + ${WAIT_SECONDS:-300}))
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
    sleep 0.5
done
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
