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

source "$(dirname "${BASH_SOURCE[0]}")/../starting.sh"
starting llama-cpp 8091
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
model=${MODEL:-$home/model.gguf}

[[ -x $home/venv/bin/python ]] || fail "not installed in $home; run install.sh first"
[[ -f $model ]] || fail "no model file $model"
refuse_taken_port

arguments=(--model "$model" --port "$port" --alias "${MODEL_ALIAS:-smollm2-135m}"
    --context "${CONTEXT:-2048}" --counts "$run/counts.jsonl")
[[ -z ${THREADS:-} ]] || arguments+=(--threads "$THREADS")
headers=()
if [[ -n ${API_KEY:-} ]]; then
    arguments+=(--api-key "$API_KEY")
    headers=(-H "Authorization: Bearer $API_KEY")
fi

# Unbuffered, so that the log is in order.
PYTHONUNBUFFERED=1 launch "$home/venv/bin/python" "$here/serve.py" "${arguments[@]}" "$@"
wait_until_ready /v1/models 60 ${headers[@]+"${headers[@]}"}
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
