"""Records whole HTTP responses of a running llama-server, byte for byte, from a raw socket.

The same form as ../llama-cpp/capture.py, whose code it uses: one file a case, and the
requests in requests.txt beside them.
"""

import argparse
import pathlib
import sys
from typing import List

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "llama-cpp"))
from capture import (  # noqa: E402
    CHAT, Case, LONG, MODEL, STREAM, TEXT, UNICODE, exchange, record, request_bytes)

PLAIN_STREAM = {"stream": True}
EXACT = {"max_tokens": 12, "ignore_eos": True}
TOKENS = [6403, 1980, 253, 655]  # "Once upon a time"
ENDS_ITSELF = {**TEXT, "prompt": "1: Write a long story about a city number 7919."}

CASES: List[Case] = [
    ("health", "GET", "/health", None),
    ("models", "GET", "/v1/models", None),
    ("chat", "POST", "/v1/chat/completions", CHAT),
    ("chat-stream", "POST", "/v1/chat/completions", {**CHAT, **STREAM}),
    ("chat-stream-no-usage", "POST", "/v1/chat/completions", {**CHAT, **PLAIN_STREAM}),
    ("chat-stream-stop", "POST", "/v1/chat/completions",
     {**CHAT, **STREAM, "max_tokens": 64, "stop": ["!", "."]}),
    ("completions", "POST", "/v1/completions", TEXT),
    ("completions-stream", "POST", "/v1/completions", {**TEXT, **STREAM}),
    ("completions-stream-no-usage", "POST", "/v1/completions", {**TEXT, **PLAIN_STREAM}),
    ("completions-stream-utf8", "POST", "/v1/completions", {**UNICODE, **STREAM}),
    ("completions-stream-end-token", "POST", "/v1/completions", {**ENDS_ITSELF, **STREAM}),
    ("completions-stream-ignore-eos", "POST", "/v1/completions", {**ENDS_ITSELF, **STREAM, **EXACT}),
    ("completions-stream-token-ids", "POST", "/v1/completions", {**TEXT, **STREAM, "prompt": TOKENS}),
    ("completions-stream-timings", "POST", "/v1/completions",
     {**TEXT, **STREAM, "max_tokens": 4, "timings_per_token": True, "return_progress": True}),
    ("completions-stream-ping", "POST", "/v1/completions",
     {**TEXT, **STREAM, "prompt": "word " * 600, "max_tokens": 2, "sse_ping_interval": 1}),
    ("completions-stream-two-choices", "POST", "/v1/completions",
     {**TEXT, **STREAM, "max_tokens": 4, "n": 2}),
    ("chat-stream-two-choices", "POST", "/v1/chat/completions",
     {**CHAT, **STREAM, "max_tokens": 4, "n": 2}),
    ("native-stream", "POST", "/completion",
     {"prompt": "Once upon a time", "n_predict": 8, "temperature": 0, "stream": True}),
    ("two-prompts", "POST", "/v1/completions", {**TEXT, "prompt": ["a", "b"], "max_tokens": 4}),
    ("unknown-model", "POST", "/v1/completions", {**TEXT, "model": "no-such-model", "max_tokens": 4}),
    ("error-context", "POST", "/v1/completions", {**TEXT, "prompt": LONG}),
    ("error-context-chat", "POST", "/v1/chat/completions",
     {**CHAT, "messages": [{"role": "user", "content": LONG}]}),
    ("error-context-stream", "POST", "/v1/completions", {**TEXT, **STREAM, "prompt": LONG}),
    ("error-field", "POST", "/v1/completions", {**TEXT, "max_tokens": "many"}),
    ("error-no-prompt", "POST", "/v1/completions", {"model": MODEL, "max_tokens": 4}),
    ("error-json", "POST", "/v1/completions", b'{"model": "smollm2-135m", "prompt": '),
    ("error-route", "POST", "/v1/nothing", {}),
    ("error-method", "GET", "/v1/completions", None),
    ("tokenize", "POST", "/tokenize", {"content": "Once upon a time"}),
    ("tokenize-pieces", "POST", "/tokenize",
     {"content": "Once upon a time", "add_special": True, "with_pieces": True}),
    ("detokenize", "POST", "/detokenize", {"tokens": TOKENS}),
    ("metrics", "GET", "/metrics", None),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--port", type=int, default=8092)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the files")
    parser.add_argument("--case", action="append", help="only this case; may be repeated")
    parser.add_argument("--unauthorized", action="store_true",
                        help="the server wants a key: record what it says without one")
    parser.add_argument("--cached", action="store_true",
                        help="with start.sh --cache-prompt: record a prompt that was there before")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    cases = [case for case in CASES if not args.case or case[0] in args.case]
    if args.unauthorized:
        cases = [("error-key", "POST", "/v1/chat/completions", CHAT)]
    elif args.cached:
        cases = [("completions-stream-cached", "POST", "/v1/completions", {**TEXT, **STREAM})]
        exchange(args.port, request_bytes(*cases[0][1:], args.port, {}))
    record(args.port, args.out, cases, append=len(cases) < len(CASES))


if __name__ == "__main__":
    main()
