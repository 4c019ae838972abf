package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.openai.Json;

/** Writes metrics in Prometheus' text format, all with the same labels. */
public final class Prometheus {
    private final String prefix;
    private final String labels;
    private final StringBuilder text = new StringBuilder(1024);

    /** Begins a page; the labels are those before the model's name, with their comma. */
    public Prometheus(String prefix, String labels, String model) {
        this.prefix = prefix;
        this.labels = "{" + labels + "model_name=" + Json.quoted(model) + "} ";
    }

    /** Adds a value that goes up and down. */
    public Prometheus gauge(String name, double value) {
        return metric(name, "gauge", value);
    }

    /** Adds a value that only grows. */
    public Prometheus counter(String name, long value) {
        return metric(name, "counter", (double) value);
    }

    private Prometheus metric(String name, String type, double value) {
        text.append("# TYPE ")
                .append(prefix)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
        text.append(prefix).append(name).append(labels).append(value).append('\n');
        return this;
    }

    /** Returns the page. */
    public String page() {
        return text.toString();
    }
}
