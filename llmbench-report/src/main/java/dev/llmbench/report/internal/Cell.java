package dev.llmbench.report.internal;

/**
 * One value of a table.
 *
 * @param text the value, in as many columns as it has code points
 * @param mark a reference to a note, set after the value so that digits stay aligned; empty for none
 * @param tone what it means
 */
record Cell(String text, String mark, Tone tone) {
    static Cell of(String text) {
        return new Cell(text, "", Tone.PLAIN);
    }

    static Cell missing() {
        return of(Figures.MISSING);
    }
}
