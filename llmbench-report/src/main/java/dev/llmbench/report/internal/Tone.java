package dev.llmbench.report.internal;

/** What a piece of text means to a reader in a hurry; a colour where colours are wanted. */
enum Tone {
    PLAIN(""),
    STRONG("1"),
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("1;31");

    private static final String ESCAPE = "\u001B[";

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    String paint(String text, boolean colour) {
        return colour && !code.isEmpty() && !text.isBlank() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }
}
