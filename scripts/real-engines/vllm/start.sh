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

source "$(dirname "${BASH_SOURCE[0]}")/../starting.sh"
starting vllm 8094
model=${MODEL:-$home/model}

[[ -x $home/venv/bin/vllm ]] || fail "not installed in $home; run install.sh first"
[[ -f $model/config.json ]] || fail "no model folder $model"
refuse_taken_port

# The key goes through the environment, so that it does not show in the process list.
[[ -z ${API_KEY:-} ]] || export VLLM_API_KEY=$API_KEY
export VLLM_NO_USAGE_STATS=1 HF_HUB_OFFLINE=1 VLLM_CPU_KVCACHE_SPACE=${KV_CACHE_GIB:-1}
# Threads are not bound to processors: the load generator runs on the same ones.
export VLLM_CPU_OMP_THREADS_BIND=nobind OMP_NUM_THREADS=${THREADS:-$(usual_threads)}

launch "$home/venv/bin/vllm" serve "$model" --served-model-name "${MODEL_ALIAS:-smollm2-135m}" \
    --host 127.0.0.1 --port "$port" --max-model-len "${CONTEXT:-2048}" --max-num-seqs "${SEQUENCES:-16}" \
    --dtype float32 --enforce-eager --enable-prompt-tokens-details --disable-uvicorn-access-log "$@"
wait_until_ready /health 300
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
