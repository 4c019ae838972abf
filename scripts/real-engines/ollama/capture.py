"""Records whole HTTP responses of a running Ollama, byte for byte, from a raw socket.

The same form as ../llama-cpp/capture.py, whose code it uses: one file a case, and the
requests in requests.txt beside them. Cases whose name begins with v1 use Ollama's OpenAI
routes, the others its own.
"""

import argparse
import pathlib
import sys
from typing import Any, Dict, List

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "llama-cpp"))
from capture import (  # noqa: E402
    CHAT, Case, LONG, MODEL, STREAM, TEXT, UNICODE, record)

PLAIN_STREAM = {"stream": True}
ENDS_ITSELF = "1: Write a long story about a city number 7919."
LINE = "=" * 200  # is answered with zeros without an end
SMILEYS = UNICODE["prompt"]


def options(**more: Any) -> Dict[str, Any]:
    return {"options": {"num_predict": 12, "temperature": 0, **more}}


PROMPT = {"model": MODEL, "prompt": "Once upon a time", **options()}
ASKED = {"model": MODEL, "messages": [{"role": "user", "content": "Say hello."}], **options()}
WHOLE = {"stream": False}
LONG_CHAT = {"messages": [{"role": "user", "content": LONG}]}

CASES: List[Case] = [
    ("root", "GET", "/", None),
    ("version", "GET", "/api/version", None),
    ("tags", "GET", "/api/tags", None),
    ("ps", "GET", "/api/ps", None),
    ("show", "POST", "/api/show", {"model": MODEL}),
    ("v1-models", "GET", "/v1/models", None),
    ("v1-model", "GET", f"/v1/models/{MODEL}", None),
    ("generate", "POST", "/api/generate", {**PROMPT, **WHOLE}),
    ("generate-stream", "POST", "/api/generate", PROMPT),
    ("generate-stream-cached", "POST", "/api/generate", PROMPT),
    ("generate-stream-raw", "POST", "/api/generate", {**PROMPT, "raw": True}),
    ("generate-stream-utf8", "POST", "/api/generate", {**PROMPT, "prompt": SMILEYS, "raw": True}),
    ("generate-stream-stop", "POST", "/api/generate",
     {**PROMPT, **options(num_predict=64, stop=["!", "."])}),
    ("generate-stream-end-token", "POST", "/api/generate",
     {**PROMPT, "prompt": ENDS_ITSELF, "raw": True}),
    ("generate-stream-ignore-eos", "POST", "/api/generate",
     {**PROMPT, "prompt": ENDS_ITSELF, "raw": True, **options(ignore_eos=True, min_tokens=12)}),
    ("generate-stream-one", "POST", "/api/generate", {**PROMPT, **options(num_predict=1)}),
    ("generate-stream-none", "POST", "/api/generate", {**PROMPT, **options(num_predict=0, stop=["."])}),
    ("generate-stream-repeats", "POST", "/api/generate",
     {**PROMPT, "prompt": LINE, "raw": True, **options(num_predict=64, repeat_penalty=1.0)}),
    ("generate-repeats", "POST", "/api/generate",
     {**PROMPT, "prompt": LINE, "raw": True, **WHOLE, **options(num_predict=64, repeat_penalty=1.0)}),
    ("generate-stream-logprobs", "POST", "/api/generate", {**PROMPT, "logprobs": True, **options(num_predict=2)}),
    ("generate-stream-json", "POST", "/api/generate", {**PROMPT, "format": "json"}),
    ("generate-load", "POST", "/api/generate", {"model": MODEL}),
    ("generate-no-think", "POST", "/api/generate", {**PROMPT, **WHOLE, "think": False}),
    ("generate-context", "POST", "/api/generate", {**PROMPT, "prompt": LONG, **WHOLE}),
    ("generate-context-full", "POST", "/api/generate",
     {**PROMPT, "prompt": "word " * 1000, "raw": True, "shift": False, **WHOLE, **options(num_predict=64)}),
    ("chat", "POST", "/api/chat", {**ASKED, **WHOLE}),
    ("chat-stream", "POST", "/api/chat", ASKED),
    ("chat-stream-utf8", "POST", "/api/chat",
     {**ASKED, "messages": [{"role": "user", "content": SMILEYS}]}),
    ("chat-stream-stop", "POST", "/api/chat", {**ASKED, **options(num_predict=64, stop=["!", "."])}),
    ("chat-load", "POST", "/api/chat", {"model": MODEL, "messages": []}),
    ("chat-context", "POST", "/api/chat", {**ASKED, **LONG_CHAT, **WHOLE}),
    ("v1-chat", "POST", "/v1/chat/completions", CHAT),
    ("v1-chat-stream", "POST", "/v1/chat/completions", {**CHAT, **STREAM}),
    ("v1-chat-stream-no-usage", "POST", "/v1/chat/completions", {**CHAT, **PLAIN_STREAM}),
    ("v1-chat-stream-stop", "POST", "/v1/chat/completions",
     {**CHAT, **STREAM, "max_tokens": 64, "stop": ["!", "."]}),
    ("v1-chat-stream-new-length", "POST", "/v1/chat/completions",
     {**CHAT, **STREAM, "max_tokens": 12, "max_completion_tokens": 4}),
    ("v1-chat-stream-two-choices", "POST", "/v1/chat/completions",
     {**CHAT, **STREAM, "max_tokens": 4, "n": 2}),
    ("v1-completions", "POST", "/v1/completions", TEXT),
    ("v1-completions-stream", "POST", "/v1/completions", {**TEXT, **STREAM}),
    ("v1-completions-stream-no-usage", "POST", "/v1/completions", {**TEXT, **PLAIN_STREAM}),
    ("v1-completions-stream-utf8", "POST", "/v1/completions", {**UNICODE, **STREAM}),
    ("v1-completions-stream-ignore-eos", "POST", "/v1/completions",
     {**TEXT, **STREAM, "prompt": "Answer with yes or no: is water wet?", "max_tokens": 64, "ignore_eos": True,
      "min_tokens": 64}),
    ("v1-completions-context", "POST", "/v1/completions", {**TEXT, "prompt": LONG}),
    ("v1-chat-context", "POST", "/v1/chat/completions", {**CHAT, **LONG_CHAT}),
    ("error-model", "POST", "/api/generate", {**PROMPT, "model": "no-such-model"}),
    ("error-model-chat", "POST", "/api/chat", {**ASKED, "model": "no-such-model"}),
    ("error-no-model", "POST", "/api/generate", {"prompt": "Once upon a time"}),
    ("error-json", "POST", "/api/generate", b'{"model": "smollm2-135m", "prompt": '),
    ("error-field", "POST", "/api/generate", {**PROMPT, "prompt": 7}),
    ("error-option", "POST", "/api/generate", {**PROMPT, **options(num_predict="many")}),
    ("error-think", "POST", "/api/generate", {**PROMPT, "think": True}),
    ("error-think-chat", "POST", "/api/chat", {**ASKED, "think": True}),
    ("error-context", "POST", "/api/generate", {**PROMPT, "prompt": LONG, "truncate": False}),
    ("error-context-chat", "POST", "/api/chat", {**ASKED, **LONG_CHAT, "truncate": False}),
    ("error-route", "POST", "/api/nothing", {}),
    ("error-method", "GET", "/api/generate", None),
    ("error-metrics", "GET", "/metrics", None),
    ("error-tokenize", "POST", "/api/tokenize", {"model": MODEL, "content": "Once upon a time"}),
    ("v1-error-model", "POST", "/v1/chat/completions", {**CHAT, "model": "no-such-model"}),
    ("v1-error-json", "POST", "/v1/completions", b'{"model": "smollm2-135m", "prompt": '),
    ("v1-error-field", "POST", "/v1/completions", {**TEXT, "max_tokens": "many"}),
    ("v1-error-token-ids", "POST", "/v1/completions", {**TEXT, "prompt": [6403, 1980, 253, 655]}),
    ("v1-error-two-prompts", "POST", "/v1/completions", {**TEXT, "prompt": ["a", "b"]}),
    ("v1-error-no-messages", "POST", "/v1/chat/completions", {"model": MODEL, "max_tokens": 4}),
    ("unload", "POST", "/api/generate", {"model": MODEL, "keep_alive": 0}),
    ("ps-unloaded", "GET", "/api/ps", None),
    ("generate-stream-cold", "POST", "/api/generate", PROMPT),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--port", type=int, default=11434)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the files")
    parser.add_argument("--case", action="append", help="only this case; may be repeated")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    cases = [case for case in CASES if not args.case or case[0] in args.case]
    record(args.port, args.out, cases, append=len(cases) < len(CASES))


if __name__ == "__main__":
    main()
