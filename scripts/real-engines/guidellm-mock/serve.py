"""Starts GuideLLM's mock server and counts tokens on its side.

The package's own server runs unchanged. The counting looks at what it makes before any of
it is sent: the token ids that its tokenizer gives for a prompt, and the tokens that its
generator makes for an answer. Nothing is taken from response bodies, so a client's counts
can be held against it. An answer is counted in full when it begins.

Read the counts with GET /llmbench-counts. The package's own command `guidellm mock-server`
does the same without counts, but loads the whole load generator, torch included.
"""

import argparse
import importlib.metadata
from typing import Any, Dict

from sanic import response

from guidellm.mock_server import MockServer, utils
from guidellm.mock_server.handlers import chat_completions, completions
from guidellm.schemas.mock_server import MockServerConfig


class Counts:
    """Tokens of prompts and answers. The server has one thread, so no lock is needed."""

    def __init__(self) -> None:
        self.prompt_tokens = 0
        self.completion_tokens = 0
        self.answers = 0

    def report(self) -> Dict[str, Any]:
        return {
            "engine": "guidellm-mock-server",
            "version": importlib.metadata.version("guidellm"),
            "answers": self.answers,
            "totals": {
                "prompt_tokens": self.prompt_tokens,
                "completion_tokens": self.completion_tokens,
            },
        }


def install_counters(counts: Counts) -> None:
    """Wraps the two places that every answer of the chat and completions routes goes through."""
    tokenize = utils.MockTokenizer.__call__
    make_tokens = utils.create_fake_tokens_str

    def counted_tokenize(self, text, **kwargs):
        ids = tokenize(self, text, **kwargs)
        counts.prompt_tokens += len(ids)
        return ids

    def counted_tokens(*args, **kwargs):
        tokens = make_tokens(*args, **kwargs)
        counts.completion_tokens += len(tokens)
        counts.answers += 1
        return tokens

    utils.MockTokenizer.__call__ = counted_tokenize
    # create_fake_text, for answers in one piece, looks the name up in its own module.
    for module in (utils, chat_completions, completions):
        module.create_fake_tokens_str = counted_tokens


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8093)
    parser.add_argument("--model", default="mock", help="model name in the API")
    parser.add_argument("--ttft-ms", type=float, default=100, help="time to the first token")
    parser.add_argument("--ttft-ms-std", type=float, default=0, help="its standard deviation")
    parser.add_argument("--itl-ms", type=float, default=20, help="time between two tokens")
    parser.add_argument("--itl-ms-std", type=float, default=0, help="its standard deviation")
    parser.add_argument("--output-tokens", type=int, default=4096,
                        help="most tokens of a chat answer; max_tokens decides below it")
    parser.add_argument("--max-concurrent-requests", type=int, default=None,
                        help="requests handled at a time; without effect on streams")
    parser.add_argument("--fail-after-requests", type=int, default=None,
                        help="answer 500 after so many requests")
    parser.add_argument("--access-log", action="store_true", help="log every request")
    args = vars(parser.parse_args())
    access_log = args.pop("access_log")

    counts = Counts()
    install_counters(counts)
    server = MockServer(MockServerConfig(**args))

    @server.app.get("/llmbench-counts")
    async def tell(_request):
        return response.json(counts.report())

    server.run(access_log=access_log)


if __name__ == "__main__":
    main()
