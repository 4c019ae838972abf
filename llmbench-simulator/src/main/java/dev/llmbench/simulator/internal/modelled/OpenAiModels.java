package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.openai.Json;
import java.util.stream.Collectors;

/** Lists the model on {@code /v1/models}, under each of its names, as simulated. */
public final class OpenAiModels {
    private final ServedModel served;
    private final long created = System.currentTimeMillis() / 1000;

    /** Creates the list. */
    public OpenAiModels(ServedModel served) {
        this.served = served;
    }

    /** Returns the list as JSON. */
    public String json() {
        return served.names().stream()
                .map(this::card)
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
    }

    private String card(String name) {
        return "{\"id\":" + Json.quoted(name) + ",\"object\":\"model\",\"created\":" + created
                + ",\"owned_by\":\"llmbench-simulator\",\"simulated\":true,\"root\":" + Json.quoted(served.name())
                + ",\"parent\":null,\"max_model_len\":" + served.maxLength() + ",\"permission\":[]}";
    }
}
