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

source "$(dirname "${BASH_SOURCE[0]}")/../starting.sh"
starting guidellm-mock 8093
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

[[ -x $home/venv/bin/python ]] || fail "not installed in $home; run install.sh first"
refuse_taken_port

# Unbuffered, so that the log is in order.
PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 launch "$home/venv/bin/python" "$here/serve.py" \
    --port "$port" --model "${MODEL_ALIAS:-mock}" --ttft-ms "${TTFT_MS:-100}" --itl-ms "${ITL_MS:-20}" "$@"
wait_until_ready /health 60
echo "serving on http://127.0.0.1:$port/v1 with pid $pid; log: $run/log"
