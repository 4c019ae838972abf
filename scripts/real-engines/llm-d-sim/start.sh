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

source "$(dirname "${BASH_SOURCE[0]}")/../starting.sh"
starting llm-d-sim 8095
program=$(command -v "${LLM_D_SIM:-llm-d-inference-sim}") || fail "no llm-d-inference-sim; set LLM_D_SIM, see README.md"

refuse_taken_port

# force-dummy-tokenizer: else it asks a model hub for the name.
launch "$program" --force-dummy-tokenizer --port "$port" --model "${MODEL_ALIAS:-mock}" --mode random \
    --time-to-first-token "${TTFT:-100ms}" --inter-token-latency "${ITL:-20ms}" \
    --max-num-seqs "${SEQUENCES:-8}" --max-model-len "${CONTEXT:-4096}" "$@"
wait_until_ready /health 60
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
