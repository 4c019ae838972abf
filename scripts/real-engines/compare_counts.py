"""Compares the token counts of a run with those of the server: compare_counts.py BEFORE.json AFTER.json RESULT.json"""

import json
import sys


def server_tokens(path):
    """Prompt and output tokens by the server's own account, whichever engine wrote it."""
    with open(path, encoding="utf-8") as file:
        counts = json.load(file)
    if "totals" in counts:
        totals = counts["totals"]
        return totals["prompt_tokens"], totals["completion_tokens"]
    if "generation_tokens_total" in counts:
        return counts["prompt_tokens_total"], counts["generation_tokens_total"]
    prompt = counts["prompt_tokens_total"] + counts.get("prompt_tokens_cached_total", 0)
    return prompt, counts["tokens_predicted_total"]


def client_tokens(path):
    with open(path, encoding="utf-8") as file:
        result = json.load(file)
    prompt = sum(level["tokens"]["prompt"] for level in result["levels"])
    output = sum(level["tokens"]["output"] for level in result["levels"])
    before = result.get("extra", {})
    return (
        prompt + int(before.get("tokensBeforeRun.prompt", 0)),
        output + int(before.get("tokensBeforeRun.output", 0)),
    )


def main():
    before, after, result = sys.argv[1:4]
    start, end = server_tokens(before), server_tokens(after)
    client = client_tokens(result)
    print("| tokens | client, probe included | server | difference |")
    print("|---|---:|---:|---:|")
    for name, mine, first, last in zip(("prompt", "output"), client, start, end):
        print(f"| {name} | {mine:,} | {last - first:,} | {mine - (last - first):,} |")


if __name__ == "__main__":
    main()
