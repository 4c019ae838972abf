package dev.llmbench.core.internal.probe;

/**
 * A message of llmbench's in its two halves: what happened, and behind the last semicolon outside of brackets what to do.
 *
 * @param seen what happened
 * @param remedy what to do
 */
record Advice(String seen, String remedy) {
    private static final String GENERAL = "look at the server's log";

    /** Divides a message. It is read from its end, since brackets in a server's words need not be in pairs. */
    static Advice in(String message) {
        int depth = 0;
        for (int i = message.length() - 1; i > 0; i--) {
            char c = message.charAt(i);
            if (c == ')') {
                depth++;
            } else if (c == '(') {
                depth = Math.max(0, depth - 1);
            } else if (c == ';' && depth == 0 && i + 1 < message.length()) {
                return new Advice(
                        message.substring(0, i).strip(),
                        message.substring(i + 1).strip());
            }
        }
        return new Advice(message.strip(), GENERAL);
    }
}
