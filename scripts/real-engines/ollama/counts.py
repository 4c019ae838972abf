"""Sums the token counts that Ollama's runner logged (see count-tokens.sh): counts.py LOG [--requests]"""

import json
import re
import shlex
import sys
from typing import Any, Dict, Iterable, List

LINE = re.compile(r"^time=.* msg=llmbench-counts (.*)$")
COUNTS = ("prompt", "decoded", "sampled", "held")


def events(lines: Iterable[str]) -> Iterable[Dict[str, Any]]:
    for line in lines:
        match = LINE.match(line)
        if match:
            fields = dict(word.split("=", 1) for word in shlex.split(match[1]))
            yield {name: int(text) if text.isdigit() else text for name, text in fields.items()}


def total(records: List[Dict[str, Any]]) -> Dict[str, int]:
    sums = {name: sum(record[name] for record in records) for name in COUNTS}
    return {
        "prompt_tokens": sums["prompt"],
        "completion_tokens": sums["sampled"],
        "model_calls": sums["decoded"],
        "held_tokens": sums["held"],
    }


def main() -> None:
    begun, ended = [], []
    with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
        for event in events(log):
            (begun if event.pop("event") == "begin" else ended).append(event)
    for record in ended:
        record["reason"] = record["reason"] or "left"
    reasons = ("stop", "length", "left")
    by_reason = {reason: [record for record in ended if record["reason"] == reason] for reason in reasons}
    answer: Dict[str, Any] = {
        "requests": {
            **{reason: len(records) for reason, records in by_reason.items()},
            "running": len(begun) - len(ended),
        },
        "totals": {**total(ended), "prompt_tokens_reused": sum(record["cached"] for record in begun)},
        "by_reason": {reason: total(records) for reason, records in by_reason.items()},
    }
    if "--requests" in sys.argv[2:]:
        answer["records"] = ended
    print(json.dumps(answer, indent=4))


if __name__ == "__main__":
    main()
