#!/usr/bin/env bash
# Stops the server that start.sh started, by its pid, and the runner of its model with it.
exec "$(dirname "${BASH_SOURCE[0]}")/../stop-engine.sh" ollama 11434 'bin/ollama serve' "$@"
