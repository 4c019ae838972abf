"""Compares the token counts of a run with those of the server: compare_counts.py BEFORE.json AFTER.json RESULT.json

compare_counts.py --settled COUNTS.json only tells, by its exit code, whether no request is under way at the server, so
that its counts are complete.
"""

import json
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def server_tokens(path):
    """Prompt and output tokens by the server's own account, whichever engine's server-counts.sh wrote it."""
    counts = read(path)
    if "totals" in counts:
        totals = counts["totals"]
        return totals["prompt_tokens"], totals["completion_tokens"]
    if "generation_tokens_total" in counts:
        return counts["prompt_tokens_total"], counts["generation_tokens_total"]
    prompt = counts["prompt_tokens_total"] + counts.get("prompt_tokens_cached_total", 0)
    return prompt, counts["tokens_predicted_total"]


def is_settled(path):
    counts = read(path)
    if "requests" in counts:
        return counts["requests"]["running"] == 0
    names = ("requests_processing", "num_requests_running", "num_requests_waiting")
    return not any(counts.get(name, 0) for name in names)


def client_tokens(result):
    prompt = sum(level["tokens"]["prompt"] for level in result["levels"])
    output = sum(level["tokens"]["output"] for level in result["levels"])
    before = result.get("extra", {})
    return (
        prompt + int(before.get("tokensBeforeRun.prompt", 0)),
        output + int(before.get("tokensBeforeRun.output", 0)),
    )


def main():
    if sys.argv[1] == "--settled":
        sys.exit(0 if is_settled(sys.argv[2]) else 1)
    before, after, result = sys.argv[1:4]
    start, end = server_tokens(before), server_tokens(after)
    client = client_tokens(read(result))
    print("| tokens | client, probe included | server | difference |")
    print("|---|---:|---:|---:|")
    for name, mine, first, last in zip(("prompt", "output"), client, start, end):
        print(f"| {name} | {mine:,} | {last - first:,} | {mine - (last - first):,} |")


if __name__ == "__main__":
    main()
