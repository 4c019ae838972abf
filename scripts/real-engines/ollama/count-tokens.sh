#!/usr/bin/env bash
# Adds two log lines to the runner in Ollama's sources, which count the tokens of each request: count-tokens.sh SOURCES
# Nothing else is changed. Ollama itself has no such count: no /metrics, and its log knows prompts only.
set -euo pipefail

runner=$1/runner/llamarunner/runner.go

# A place in the source, how often it is there, and the line that comes behind it.
add() {
    local place=$1 times=$2 line=$3
    [[ $(grep -cxF "$place" "$runner") == "$times" ]] || {
        echo "count-tokens.sh: '$place' is not there $times times in $runner" >&2
        exit 1
    }
    PLACE=$place LINE=$line awk '{ print } $0 == ENVIRON["PLACE"] { print ENVIRON["LINE"] }' "$runner" >"$runner.new"
    mv -f "$runner.new" "$runner"
}

# A request got its slot (of completions and of embeddings); what the slot still knows of its prompt is not computed again.
add $'\t\t\ts.seqs[i] = seq' 2 \
    $'\t\t\tslog.Info("llmbench-counts", "event", "begin", "prompt", seq.numPromptInputs, "cached", len(seq.cache.Inputs))'

# A request gave its slot back, answered or left. Three counts that the runner keeps apart from each other: calls of the
# model (which Ollama reports as eval_count), sampled tokens, and tokens in the slot's memory, prompt included.
add $'\tseq.doneReason = reason' 1 \
    $'\tslog.Info("llmbench-counts", "event", "end", "reason", reason.String(), "prompt", seq.numPromptInputs, "decoded", seq.numDecoded, "sampled", seq.numPredicted, "held", len(seq.cache.Inputs))'
