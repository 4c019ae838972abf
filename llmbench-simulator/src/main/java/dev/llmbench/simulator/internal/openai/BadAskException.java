package dev.llmbench.simulator.internal.openai;

/** A request that vLLM would refuse, with what it would say. */
public final class BadAskException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String param;

    /** Creates one; an empty {@code param} is sent as null. */
    public BadAskException(int status, String type, String param, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
    }

    static BadAskException invalid(String param, String message) {
        return new BadAskException(400, "BadRequestError", param, message);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the error object as vLLM writes it. */
    public String body() {
        return "{\"error\":{\"message\":" + Json.quoted(String.valueOf(getMessage())) + ",\"type\":" + Json.quoted(type)
                + ",\"param\":" + (param.isEmpty() ? "null" : Json.quoted(param)) + ",\"code\":" + status + "}}";
    }
}
