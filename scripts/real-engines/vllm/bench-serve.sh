#!/usr/bin/env bash
# Measures a running vLLM by turns with llmbench and with vLLM's own `vllm bench serve`, and compares the figures.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: bench-serve.sh [OUTPUT.md]

Three runs of each tool by turns for each number of users: the same lengths, temperature 0,
forced answers, completions route, streamed. llmbench's figures are computed from its events
by vLLM's definitions (llmbench export --format vllm-bench). Start the server first.

environment:
  PORT          port of the server                    (8094)
  USERS         numbers of users                      (1 4 8)
  PER_USER      requests of a run for each user       (16)
  INPUT         prompt tokens                         (64)
  OUTPUT        answer tokens                         (32)
  RUNS          runs of each tool                     (3)
  ENGINE_HOME   where install.sh put vLLM             (<repository>/.engines/vllm)
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
home=${ENGINE_HOME:-$PWD/.engines/vllm}
port=${PORT:-8094}
input=${INPUT:-64}
output=${OUTPUT:-32}
runs=${RUNS:-3}
target=${1:-/dev/stdout}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export VLLM_NO_USAGE_STATS=1 HF_HUB_OFFLINE=1

seed=$RANDOM
for users in ${USERS:-1 4 8}; do
    requests=$((users * ${PER_USER:-16}))
    for ((run = 1; run <= runs; run++)); do
        # Never the same prompts twice: the server's prefix cache would know them.
        seed=$((seed + 1))
        echo "$users users, run $run of $runs: llmbench" >&2
        ./llmbench sweep --url "http://127.0.0.1:$port" --model smollm2-135m --route completions \
            --concurrency "$users" --requests-per-user "${PER_USER:-16}" \
            --input-tokens "$input" --output-tokens "$output" --seed "$seed" \
            -q --name "users-$users-run-$run" --out "$work/runs" >>"$work/llmbench.log" 2>&1 \
            || { status=$?; tail -n 5 "$work/llmbench.log" >&2; echo "llmbench ended with $status" >&2; }
        ./llmbench export "$work/runs/users-$users-run-$run"-* --format vllm-bench \
            --out "$work/llmbench/$users-$run" >/dev/null 2>&1
        echo "$users users, run $run of $runs: vllm bench serve" >&2
        "$home/venv/bin/vllm" bench serve --backend openai --base-url "http://127.0.0.1:$port" \
            --model smollm2-135m --tokenizer "$home/model" --dataset-name random --random-input-len "$input" \
            --random-output-len "$output" --num-prompts "$requests" --max-concurrency "$users" --ignore-eos \
            --temperature 0 --seed "$seed" --percentile-metrics ttft,tpot,itl,e2el --disable-tqdm --save-result \
            --result-dir "$work/vllm" --result-filename "$users-$run.json" >>"$work/vllm.log" 2>&1 \
            || { tail -n 5 "$work/vllm.log" >&2; exit 1; }
    done
done
python3 scripts/real-engines/vllm/compare_bench.py "$work/llmbench" "$work/vllm" >"$target"
