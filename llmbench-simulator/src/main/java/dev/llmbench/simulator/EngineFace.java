package dev.llmbench.simulator;

/** Whose routes and wire formats a modelled server has. */
public enum EngineFace {
    /** vLLM: the OpenAI routes, {@code /tokenize}, {@code /metrics}. */
    VLLM,
    /** SGLang: the OpenAI routes, its own {@code /generate}, {@code /metrics}. */
    SGLANG,
    /** Ollama: its own {@code /api/generate} and {@code /api/chat}, and the OpenAI routes. */
    OLLAMA
}
