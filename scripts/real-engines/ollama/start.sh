#!/usr/bin/env bash
# Starts Ollama, makes the model known to it, loads it, and waits until it is ready.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: start.sh [--help]

Starts the server in the background and returns when the model is loaded. Variables such
as OLLAMA_DEBUG, OLLAMA_FLASH_ATTENTION or OLLAMA_KV_CACHE_TYPE are handed on to it.

environment:
  PORT           port on 127.0.0.1                       (11434)
  CONTEXT        context size in tokens, of each slot    (1024)
  SLOTS          requests that are served at a time      (8)
  MODEL_ALIAS    model name in the API                   (smollm2-135m)
  MODEL          GGUF file                               (<ENGINE_HOME>/model.gguf)
  THREADS        compute threads                         (processors less one)
  WAIT_SECONDS   how long to wait until it is ready      (60)
  ENGINE_HOME    where install.sh put it                 (<repository>/.engines/ollama)

files in ENGINE_HOME/run-PORT: pid, log (with the token counts of count-tokens.sh),
Modelfile, models, and .ollama, as the server's home folder is there.
USAGE
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

source "$(dirname "${BASH_SOURCE[0]}")/../starting.sh"
starting ollama 11434
model=${MODEL:-$home/model.gguf}
alias=${MODEL_ALIAS:-smollm2-135m}

[[ -x $home/bin/ollama ]] || fail "not installed in $home; run install.sh first"
[[ -f $model ]] || fail "no model file $model"
refuse_taken_port

mkdir -p "$run"
# The threads stand with the model, for the server has no setting of its own for them.
cat >"$run/Modelfile" <<MODELFILE
FROM $model
PARAMETER num_thread ${THREADS:-$(usual_threads)}
MODELFILE

export HOME=$run OLLAMA_HOST=127.0.0.1:$port OLLAMA_MODELS=$run/models
export OLLAMA_NUM_PARALLEL=${SLOTS:-8} OLLAMA_CONTEXT_LENGTH=${CONTEXT:-1024} OLLAMA_MAX_LOADED_MODELS=1
# Loaded for good, and no calls to anywhere: this switches all that needs Ollama's cloud off.
export OLLAMA_KEEP_ALIVE=-1 OLLAMA_NO_CLOUD=1

launch "$home/bin/ollama" serve
wait_until_ready /api/version 60

"$home/bin/ollama" create "$alias" -f "$run/Modelfile" >"$run/create.log" 2>&1 \
    || { cat "$run/create.log" >&2; give_up "the server doesn't take the model"; }
# No prompt: only loads it.
loaded=$(curl -sS -m "$((deadline > SECONDS ? deadline - SECONDS : 1))" "http://127.0.0.1:$port/api/generate" \
    -d "{\"model\":\"$alias\",\"stream\":false}" 2>&1) || give_up "the model is not loaded in time: $loaded"
[[ $loaded == *'"done_reason":"load"'* ]] || give_up "the model is not loaded: $loaded"
echo "serving on http://127.0.0.1:$port with pid $pid; log: $run/log"
