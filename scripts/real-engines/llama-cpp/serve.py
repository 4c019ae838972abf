"""Starts the llama-cpp-python OpenAI server and counts tokens on the engine's side.

The counting is independent of what any client sees: it looks at the token ids that
go into `Llama.generate` (the tokenized prompt), at the batches that `Llama.eval`
really decodes, and at the token ids that the sampler gives back. Nothing is taken
from response bodies, except the response id, kept so that a client can be matched
request by request.

Read the counts with GET /llmbench-counts (add ?requests=1 for one record a request),
or from the --counts file, one JSON object a line, written when a request ends.
"""

import argparse
import contextlib
import datetime
import json
import os
import sys
import threading
import time
from typing import Any, Dict, List, Optional

import llama_cpp
import llama_cpp.server.app as server_app
import uvicorn
from fastapi import FastAPI
from llama_cpp.server.settings import ModelSettings, ServerSettings


def utc_now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")


class Ledger:
    """Counts what the engine did, one record for each generation that was begun.

    The server runs one generation at a time (it holds a lock around the model), so
    `current` is the only record that can be open. A streamed one that is still open when
    the server lets go of the model was dropped half-way: its client went away, or a new
    request interrupted it.
    """

    def __init__(self, path: Optional[str]) -> None:
        self._lock = threading.Lock()
        self._records: List[Dict[str, Any]] = []
        self._current: Optional[Dict[str, Any]] = None
        self._since = utc_now()
        self._file = open(path, "w", encoding="utf-8") if path else None

    def begin(self, stream: bool, max_tokens: Optional[int]) -> Dict[str, Any]:
        with self._lock:
            record: Dict[str, Any] = {
                "n": len(self._records) + 1,
                "id": None,
                "status": "running",
                "stream": stream,
                "max_tokens": max_tokens,
                "prompt_tokens": 0,
                "prompt_tokens_evaluated": 0,
                "prompt_tokens_reused": 0,
                "completion_tokens": 0,
                "end_tokens": 0,
                "begun": utc_now(),
                "seconds": None,
                "_clock": time.perf_counter(),
            }
            self._records.append(record)
            self._current = record
            return record

    def prompt(self, tokens: int) -> None:
        with self._lock:
            if self._current is not None:
                self._current["prompt_tokens"] += tokens

    def evaluated(self, tokens: int) -> None:
        """A batch was decoded: all of it is prompt until the first token is sampled."""
        with self._lock:
            record = self._current
            if record is not None and record["completion_tokens"] + record["end_tokens"] == 0:
                record["prompt_tokens_evaluated"] += tokens

    def sampled(self, is_end: bool) -> None:
        with self._lock:
            if self._current is not None:
                self._current["end_tokens" if is_end else "completion_tokens"] += 1

    def finish(self, record: Dict[str, Any], status: str) -> None:
        with self._lock:
            self._finish(record, status)

    def release(self) -> None:
        """The server lets go of the model: whatever is open has come to its end."""
        with self._lock:
            if self._current is not None:
                self._finish(self._current, "aborted" if self._current["stream"] else "completed")

    def _finish(self, record: Dict[str, Any], status: str) -> None:
        if record["status"] != "running":
            return
        record["status"] = status
        record["seconds"] = round(time.perf_counter() - record["_clock"], 6)
        if record["completion_tokens"] + record["end_tokens"] > 0:
            record["prompt_tokens_reused"] = (
                record["prompt_tokens"] - record["prompt_tokens_evaluated"]
            )
        if self._current is record:
            self._current = None
        if self._file is not None:
            self._file.write(json.dumps(self._public(record)) + "\n")
            self._file.flush()

    @staticmethod
    def _public(record: Dict[str, Any]) -> Dict[str, Any]:
        return {key: value for key, value in record.items() if not key.startswith("_")}

    def report(self, with_requests: bool) -> Dict[str, Any]:
        with self._lock:
            counted = (
                "prompt_tokens",
                "prompt_tokens_evaluated",
                "prompt_tokens_reused",
                "completion_tokens",
                "end_tokens",
            )
            statuses = ("completed", "aborted", "failed", "running")
            answer: Dict[str, Any] = {
                "engine": "llama-cpp-python",
                "version": llama_cpp.__version__,
                "since": self._since,
                "requests": {s: 0 for s in statuses},
                "totals": {key: 0 for key in counted},
                "by_status": {s: {key: 0 for key in counted} for s in statuses},
            }
            for record in self._records:
                answer["requests"][record["status"]] += 1
                for key in counted:
                    answer["totals"][key] += record[key]
                    answer["by_status"][record["status"]][key] += record[key]
            if with_requests:
                answer["records"] = [self._public(record) for record in self._records]
            return answer


def install_counters(ledger: Ledger, prefix_reuse: bool) -> None:
    """Wraps the places that every generation goes through."""
    create = llama_cpp.Llama._create_completion
    generate = llama_cpp.Llama.generate
    evaluate = llama_cpp.Llama.eval
    lend_model = server_app.get_llama_proxy

    def counted_create(self, *args, **kwargs):
        record = ledger.begin(bool(kwargs.get("stream")), kwargs.get("max_tokens"))
        try:
            for chunk in create(self, *args, **kwargs):
                record["id"] = chunk["id"]
                yield chunk
        except GeneratorExit:
            raise  # The caller wants no more; `release` tells what that means.
        except BaseException:
            ledger.finish(record, "failed")
            raise
        ledger.finish(record, "completed")

    def counted_generate(self, tokens, *args, **kwargs):
        ledger.prompt(len(tokens))
        if not prefix_reuse:
            self.reset()
        for token in generate(self, tokens, *args, **kwargs):
            ledger.sampled(bool(llama_cpp.llama_vocab_is_eog(self._model.vocab, token)))
            yield token

    def counted_eval(self, tokens):
        evaluate(self, tokens)
        ledger.evaluated(len(tokens))

    async def counted_proxy():
        async with contextlib.asynccontextmanager(lend_model)() as proxy:
            try:
                yield proxy
            finally:
                ledger.release()

    llama_cpp.Llama._create_completion = counted_create
    llama_cpp.Llama.generate = counted_generate
    llama_cpp.Llama.eval = counted_eval
    server_app.get_llama_proxy = counted_proxy


def add_counts_route(app: FastAPI, ledger: Ledger) -> None:
    async def counts(requests: int = 0) -> Dict[str, Any]:
        return ledger.report(with_requests=requests != 0)

    app.add_api_route("/llmbench-counts", counts, methods=["GET"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--model", required=True, help="GGUF file")
    parser.add_argument("--alias", default="smollm2-135m", help="model name in the API")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8091)
    parser.add_argument("--context", type=int, default=2048, help="context size in tokens")
    parser.add_argument(
        "--threads",
        type=int,
        default=max(1, (os.cpu_count() or 1) - 1),
        help="compute threads; one processor is left to the client, see README.md",
    )
    parser.add_argument("--api-key", default=None, help="if given, /v1/* and /extras/* want it")
    parser.add_argument("--counts", default=None, help="file for one JSON line a request")
    parser.add_argument(
        "--interrupt-requests",
        action="store_true",
        help="the package's own default: a new request ends the running stream early",
    )
    parser.add_argument(
        "--no-prefix-reuse",
        action="store_true",
        help="forget the previous request's tokens before each request",
    )
    args = parser.parse_args()
    if not os.path.isfile(args.model):
        sys.exit(f"serve.py: no such model file: {args.model}")

    ledger = Ledger(args.counts)
    install_counters(ledger, prefix_reuse=not args.no_prefix_reuse)
    server_settings = ServerSettings(
        host=args.host,
        port=args.port,
        api_key=args.api_key,
        interrupt_requests=args.interrupt_requests,
    )
    model_settings = ModelSettings(
        model=args.model,
        model_alias=args.alias,
        n_ctx=args.context,
        n_threads=args.threads,
        n_threads_batch=args.threads,
        # Keeping the logits of every token is only needed for logprobs, and costs time.
        logits_all=False,
        verbose=True,
    )
    app = server_app.create_app(server_settings=server_settings, model_settings=[model_settings])
    add_counts_route(app, ledger)
    uvicorn.run(app, host=args.host, port=args.port)


if __name__ == "__main__":
    main()
