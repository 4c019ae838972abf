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

source "$(dirname "${BASH_SOURCE[0]}")/../starting.sh"
starting llama-server 8092
model=${MODEL:-$home/model.gguf}

[[ -x $home/llama-server ]] || fail "not installed in $home; run install.sh first"
[[ -f $model ]] || fail "no model file $model"
refuse_taken_port

# The key goes through the environment, so that it does not show in the process list.
[[ -z ${API_KEY:-} ]] || export LLAMA_API_KEY=$API_KEY

# cache-ram: without a prompt cache, saving the
# state of idle slots would only cost time.
launch "$home/llama-server" --model "$model" --alias "${MODEL_ALIAS:-smollm2-135m}" \
    --host 127.0.0.1 --port "$port" --ctx-size "${CONTEXT:-8192}" --parallel "${SLOTS:-8}" \
    --threads "${THREADS:-$(usual_threads)}" --metrics --slots --no-cache-prompt --cache-ram 0 --offline --no-ui "$@"
wait_until_ready /health 60
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
