"""Writes prompts of a length in tokens, in the forms that some tools read: as lines and as conversations."""

import argparse
import json
import pathlib
import random

from make_tokenizer import words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokens", type=int, default=128, help="words of a prompt, each one token")
    parser.add_argument("--prompts", type=int, default=8192)
    parser.add_argument("--lines", type=pathlib.Path, help="file for a JSON object a line, with the key prompt")
    parser.add_argument("--conversations", type=pathlib.Path, help="file for a JSON array of conversations of one turn")
    args = parser.parse_args()
    draw = random.Random(2)
    vocabulary = words()
    prompts = [" ".join(draw.choices(vocabulary, k=args.tokens)) for _ in range(args.prompts)]
    if args.lines:
        args.lines.write_text("".join(json.dumps({"prompt": prompt}) + "\n" for prompt in prompts))
    if args.conversations:
        turns = [[{"role": "user", "content": prompt}] for prompt in prompts]
        args.conversations.write_text(
            json.dumps([{"id": str(index), "conversations": turn} for index, turn in enumerate(turns)])
        )


if __name__ == "__main__":
    main()
