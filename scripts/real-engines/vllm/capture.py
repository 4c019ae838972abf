"""Records whole HTTP responses of a running vLLM, byte for byte, from a raw socket.

The same form as ../llama-cpp/capture.py, whose code it uses: one file a case, and the
requests in requests.txt beside them.
"""

import argparse
import pathlib
import sys
from typing import List

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "llama-cpp"))
from capture import CHAT, Case, LONG, MODEL, STREAM, TEXT, UNICODE, record  # noqa: E402

CONTINUOUS = {"stream": True, "stream_options": {"include_usage": True, "continuous_usage_stats": True}}
FORCED = {"min_tokens": 12, "ignore_eos": True}
TOKENS = [6403, 1980, 253, 655]  # "Once upon a time"
ENDS_ITSELF = {**TEXT, "prompt": "1: Write a long story about a city number 7919."}

CASES: List[Case] = [
    ("health", "GET", "/health", None),
    ("version", "GET", "/version", None),
    ("models", "GET", "/v1/models", None),
    ("chat", "POST", "/v1/chat/completions", CHAT),
    ("chat-stream", "POST", "/v1/chat/completions", {**CHAT, **STREAM}),
    ("chat-stream-continuous", "POST", "/v1/chat/completions", {**CHAT, **CONTINUOUS}),
    ("chat-stream-no-usage", "POST", "/v1/chat/completions", {**CHAT, "stream": True}),
    ("chat-stream-stop", "POST", "/v1/chat/completions",
     {**CHAT, **STREAM, "max_tokens": 64, "stop": ["!", "."]}),
    ("chat-stream-two-choices", "POST", "/v1/chat/completions",
     {**CHAT, **STREAM, "max_tokens": 4, "n": 2, "temperature": 0.5}),
    ("completions", "POST", "/v1/completions", TEXT),
    ("completions-stream", "POST", "/v1/completions", {**TEXT, **STREAM}),
    ("completions-stream-continuous", "POST", "/v1/completions", {**TEXT, **CONTINUOUS}),
    ("completions-stream-no-usage", "POST", "/v1/completions", {**TEXT, "stream": True}),
    ("completions-stream-utf8", "POST", "/v1/completions", {**UNICODE, **STREAM}),
    ("completions-stream-end-token", "POST", "/v1/completions", {**ENDS_ITSELF, **STREAM, "max_tokens": 64}),
    ("completions-stream-forced", "POST", "/v1/completions", {**ENDS_ITSELF, **STREAM, **FORCED}),
    ("completions-stream-token-ids", "POST", "/v1/completions", {**TEXT, **STREAM, "prompt": TOKENS}),
    ("completions-stream-returned-ids", "POST", "/v1/completions",
     {**TEXT, **STREAM, "max_tokens": 4, "return_token_ids": True}),
    ("completions-stream-two-choices", "POST", "/v1/completions",
     {**TEXT, **STREAM, "max_tokens": 4, "n": 2, "temperature": 0.5}),
    ("two-prompts", "POST", "/v1/completions", {**TEXT, "prompt": ["a", "b"], "max_tokens": 4}),
    ("unknown-model", "POST", "/v1/completions", {**TEXT, "model": "no-such-model", "max_tokens": 4}),
    ("error-context", "POST", "/v1/completions", {**TEXT, "prompt": LONG}),
    ("error-context-chat", "POST", "/v1/chat/completions",
     {**CHAT, "messages": [{"role": "user", "content": LONG}]}),
    ("error-context-stream", "POST", "/v1/completions", {**TEXT, **STREAM, "prompt": LONG}),
    ("error-field", "POST", "/v1/completions", {**TEXT, "max_tokens": "many"}),
    ("error-min-tokens", "POST", "/v1/completions", {**TEXT, "max_tokens": 4, "min_tokens": 8}),
    ("error-no-prompt", "POST", "/v1/completions", {"model": MODEL, "max_tokens": 4}),
    ("error-json", "POST", "/v1/completions", b'{"model": "smollm2-135m", "prompt": '),
    ("error-route", "POST", "/v1/nothing", {}),
    ("error-method", "GET", "/v1/completions", None),
    ("unknown-field", "POST", "/v1/completions", {**TEXT, "max_tokens": 4, "no_such_field": 1}),
    ("tokenize", "POST", "/tokenize", {"model": MODEL, "prompt": "Once upon a time"}),
    ("tokenize-plain", "POST", "/tokenize",
     {"model": MODEL, "prompt": "Once upon a time", "add_special_tokens": False}),
    ("tokenize-chat", "POST", "/tokenize", {"model": MODEL, "messages": CHAT["messages"]}),
    ("detokenize", "POST", "/detokenize", {"model": MODEL, "tokens": TOKENS}),
    ("load", "GET", "/load", None),
    ("metrics", "GET", "/metrics", None),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--port", type=int, default=8094)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the files")
    parser.add_argument("--case", action="append", help="only this case; may be repeated")
    parser.add_argument("--unauthorized", action="store_true",
                        help="the server wants a key: record what it says without one")
    parser.add_argument("--hide", metavar="FOLDER", default="",
                        help="write /opt/engine for this folder, where a response shows it")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    cases = [case for case in CASES if not args.case or case[0] in args.case]
    if args.unauthorized:
        cases = [("error-key", "POST", "/v1/chat/completions", CHAT)]
    record(args.port, args.out, cases, append=len(cases) < len(CASES), hide=args.hide)


if __name__ == "__main__":
    main()
