"""Records whole HTTP responses of a running server, byte for byte, from a raw socket.

Writes one file a case: status line, headers and body with its chunk framing, exactly
as received. The request that was sent stands in requests.txt beside them.
"""

import argparse
import json
import pathlib
import re
import socket
import threading
import time
from typing import Dict, List, Optional, Tuple

MODEL = "smollm2-135m"
CHAT = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "Say hello."}],
    "max_tokens": 12,
    "temperature": 0,
}
TEXT = {"model": MODEL, "prompt": "Once upon a time", "max_tokens": 12, "temperature": 0}
STREAM = {"stream": True, "stream_options": {"include_usage": True}}
UNICODE = {"model": MODEL, "prompt": "Smileys: 😀 😁 😂 🤣 😃 😄", "max_tokens": 12, "temperature": 0}
LONG = "word " * 2500

Case = Tuple[str, str, str, Optional[object]]

CASES: List[Case] = [
    ("models", "GET", "/v1/models", None),
    ("chat", "POST", "/v1/chat/completions", CHAT),
    ("chat-stream", "POST", "/v1/chat/completions", {**CHAT, **STREAM}),
    ("completions", "POST", "/v1/completions", TEXT),
    ("completions-stream", "POST", "/v1/completions", {**TEXT, **STREAM}),
    ("completions-stream-utf8", "POST", "/v1/completions", {**UNICODE, **STREAM}),
    (
        "chat-stream-stop",
        "POST",
        "/v1/chat/completions",
        {**CHAT, **STREAM, "max_tokens": 64, "stop": ["!", "."]},
    ),
    (
        "completions-stream-no-token",
        "POST",
        "/v1/completions",
        {**TEXT, **STREAM, "prompt": "1: Write a long story about a city number 7919."},
    ),
    ("error-context", "POST", "/v1/completions", {**TEXT, "prompt": LONG}),
    ("error-context-chat", "POST", "/v1/chat/completions",
     {**CHAT, "messages": [{"role": "user", "content": LONG}]}),
    ("error-context-stream", "POST", "/v1/completions", {**TEXT, **STREAM, "prompt": LONG}),
    ("unknown-model", "POST", "/v1/completions", {**TEXT, "model": "no-such-model", "max_tokens": 4}),
    ("error-token-ids", "POST", "/v1/completions", {**TEXT, "prompt": [1, 2, 3]}),
    ("error-two-prompts", "POST", "/v1/completions", {**TEXT, "prompt": ["a", "b"]}),
    ("error-json", "POST", "/v1/completions", b'{"model": "smollm2-135m", "prompt": '),
    ("error-route", "POST", "/v1/nothing", {}),
    ("error-method", "GET", "/v1/completions", None),
    ("tokenize", "POST", "/extras/tokenize", {"model": MODEL, "input": "Once upon a time"}),
    ("tokenize-count", "POST", "/extras/tokenize/count", {"model": MODEL, "input": "Once upon a time"}),
    ("detokenize", "POST", "/extras/detokenize", {"model": MODEL, "tokens": [6403, 1980, 253, 655]}),
]


def request_bytes(method: str, path: str, body: Optional[object], port: int, headers: Dict[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    payload = b""
    if body is not None:
        payload = body if isinstance(body, bytes) else json.dumps(body).encode()
        lines += ["Content-Type: application/json", f"Content-Length: {len(payload)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload


def whole(received: bytes) -> bool:
    head, separator, body = received.partition(b"\r\n\r\n")
    if not separator:
        return False
    fields = head.lower().split(b"\r\n")[1:]
    if any(f.startswith(b"transfer-encoding:") and b"chunked" in f for f in fields):
        return body.endswith(b"\r\n0\r\n\r\n") or body == b"0\r\n\r\n"
    for field in fields:
        if field.startswith(b"content-length:"):
            return len(body) >= int(field.split(b":")[1])
    return False


def exchange(port: int, request: bytes, timeout: float = 120.0) -> bytes:
    """Sends one request; returns all bytes of its response, or until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        connection.sendall(request)
        received = b""
        while not whole(received):
            piece = connection.recv(65536)
            if not piece:
                break
            received += piece
        return received


def held(port: int, stop: threading.Event, max_tokens: int, kept: List[bytes]) -> None:
    """Keeps the server busy with one long stream until told to stop, keeping its bytes."""
    # No token may end the text early: 0, 2 and 4 are this model's end-of-generation tokens.
    body = {**TEXT, **STREAM, "max_tokens": max_tokens, "logit_bias": {"0": -100, "2": -100, "4": -100}}
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(request_bytes("POST", "/v1/completions", body, port, {}))
        received = b""
        while not whole(received) and not stop.is_set():
            piece = connection.recv(65536)
            if not piece:
                break
            received += piece
        kept.append(received)


def beside_a_long_stream(port: int, wait: float, max_tokens: int, body: object) -> Tuple[bytes, bytes]:
    """Sends a request `wait` seconds into a long stream; returns the long one's bytes and its own."""
    stop, kept = threading.Event(), []
    other = threading.Thread(target=held, args=(port, stop, max_tokens, kept))
    other.start()
    time.sleep(wait)
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(request_bytes("POST", "/v1/completions", body, port, {}))
        received = b""
        while not whole(received):
            piece = connection.recv(65536)
            if not piece:
                break
            received += piece
            if b": ping" in received:
                stop.set()
    other.join()
    return kept[0], received


def without_folder(received: bytes, folder: str) -> bytes:
    """Takes the folder of the installation out of a response of known length."""
    if not folder or folder.encode() not in received:
        return received
    head, _, body = received.partition(b"\r\n\r\n")
    shorter = body.replace(folder.encode(), b"/opt/engine")
    head = head.replace(b"content-length: %d" % len(body), b"content-length: %d" % len(shorter))
    return head + b"\r\n\r\n" + shorter


def record(port: int, out: pathlib.Path, cases: List[Case], append: bool, hide: str = "") -> None:
    """Sends the request of each case, writes its response, and lists the request."""
    with (out / "requests.txt").open("a" if append else "w", encoding="utf-8") as listing:
        for name, method, path, body in cases:
            received = exchange(port, request_bytes(method, path, body, port, {}))
            received = without_folder(received, hide)
            (out / f"{name}.http").write_bytes(received)
            shown = "" if body is None else body.decode() if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False)
            shown = re.sub("(?:word ){100,}", lambda words: f"<`word ` {len(words[0]) // 5} times>", shown)
            listing.write(f"{name}: {method} {path} {shown}".rstrip() + "\n")
            print(f"{name}: {received.splitlines()[0].decode() if received else 'nothing'}, {len(received)} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--port", type=int, default=8091)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the files")
    parser.add_argument("--case", action="append", help="only this case; may be repeated")
    parser.add_argument("--unauthorized", action="store_true",
                        help="the server wants a key: record what it says without one")
    parser.add_argument("--queued", action="store_true",
                        help="record a stream that waits more than 15 s behind another one")
    parser.add_argument("--interrupted", action="store_true",
                        help="with start.sh --interrupt-requests: record the stream that was cut")
    parser.add_argument("--hide", metavar="FOLDER", default="",
                        help="write /opt/engine for this folder, where an error body shows it")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    cases = CASES
    if args.unauthorized:
        cases = [("error-key", "POST", "/v1/chat/completions", CHAT)]
    if args.queued or args.interrupted:
        body = {**TEXT, **STREAM, "max_tokens": 4}
        if args.queued:
            name, received = "queued-stream-ping", beside_a_long_stream(args.port, 0.2, 2000, body)[1]
        else:
            name, received = "interrupted-stream", beside_a_long_stream(args.port, 0.08, 200, body)[0]
        (args.out / f"{name}.http").write_bytes(received)
        print(f"{name}: {len(received)} bytes")
        return
    cases = [case for case in cases if not args.case or case[0] in args.case]
    record(args.port, args.out, cases, append=args.unauthorized or bool(args.case), hide=args.hide)


if __name__ == "__main__":
    main()
