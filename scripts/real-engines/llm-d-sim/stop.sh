#!/usr/bin/env bash
# Stops the server that start.sh started, by its pid.
exec "$(dirname "${BASH_SOURCE[0]}")/../stop-engine.sh" llm-d-sim 8095 '--force-dummy-tokenizer --port PORT ' "$@"
