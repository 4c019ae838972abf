"""Compares runs of two tools that wrote vLLM's result files: compare_bench.py LLMBENCH_FOLDER VLLM_FOLDER

LLMBENCH_FOLDER has a folder USERS-RUN with one file for each run, VLLM_FOLDER a file USERS-RUN.json.
"""

import json
import pathlib
import statistics
import sys

FIGURES = [
    ("mean_ttft_ms", "TTFT mean, ms"),
    ("median_ttft_ms", "TTFT median, ms"),
    ("mean_tpot_ms", "TPOT mean, ms"),
    ("median_tpot_ms", "TPOT median, ms"),
    ("mean_itl_ms", "ITL mean, ms"),
    ("mean_e2el_ms", "end-to-end mean, ms"),
    ("output_throughput", "output tok/s"),
]


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def runs(folder, nested):
    """The results of each number of users."""
    found = {}
    for path in sorted(folder.iterdir()):
        users = int(path.name.split("-")[0])
        file = next(path.glob("*.json")) if nested else path
        found.setdefault(users, []).append(read(file))
    return found


def main():
    ours, theirs = runs(pathlib.Path(sys.argv[1]), True), runs(pathlib.Path(sys.argv[2]), False)
    print("| users | figure | llmbench | vllm bench serve | difference | spread of vllm bench serve | agree |")
    print("|---:|---|---:|---:|---:|---:|---|")
    for users in sorted(theirs):
        for key, name in FIGURES:
            mine = [run[key] for run in ours[users]]
            other = [run[key] for run in theirs[users]]
            reference = statistics.mean(other)
            difference = statistics.mean(mine) / reference - 1
            spread = (max(other) - min(other)) / reference
            agree = "yes" if abs(difference) <= max(0.05, spread) else "NO"
            print(
                f"| {users} | {name} | {' '.join(f'{value:.1f}' for value in mine)} "
                f"| {' '.join(f'{value:.1f}' for value in other)} "
                f"| {difference:+.1%} | {spread:.1%} | {agree} |")
    print()
    for users in sorted(theirs):
        mine, other = ours[users], theirs[users]
        print(
            f"- {users} users: completed {' '.join(str(run['completed']) for run in mine)} against"
            f" {' '.join(str(run['completed']) for run in other)}, output tokens"
            f" {' '.join(str(run['total_output_tokens']) for run in mine)} against"
            f" {' '.join(str(run['total_output_tokens']) for run in other)}")


if __name__ == "__main__":
    main()
