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

    /** Returns the refusal of a field, with status 400; an empty {@code param} is sent as null. */
    public static BadAskException invalid(String param, String message) {
        return new BadAskException(400, "BadRequestError", param, message);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns what kind of error it is, in vLLM's words. */
    public String type() {
        return type;
    }

    /** Returns what is wrong, in words. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** Returns the error object as vLLM writes it. */
    public String body() {
        return "{\"error\":{\"message\":" + Json.quoted(String.valueOf(getMessage())) + ",\"type\":" + Json.quoted(type)
                + ",\"param\":" + (param.isEmpty() ? "null" : Json.quoted(param)) + ",\"code\":" + status + "}}";
    }
}
