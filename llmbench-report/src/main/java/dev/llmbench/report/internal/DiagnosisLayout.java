package dev.llmbench.report.internal;

import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Diagnosis.Finding;
import dev.llmbench.api.Diagnosis.Grade;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Sets a diagnosis for a terminal. */
public final class DiagnosisLayout {
    private static final int GRADES = 6;
    private static final int QUESTIONS = Arrays.stream(Question.values())
                    .mapToInt(question -> question.label().length())
                    .max()
                    .orElse(0)
            + 2;
    private static final String INDENT = " ".repeat(GRADES + QUESTIONS);

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final boolean colour;

    private DiagnosisLayout(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /**
     * Returns a diagnosis as text.
     *
     * @param diagnosis what was found
     * @param width how many characters a line may have
     * @param colour whether ANSI escape sequences colour what matters
     * @return lines, each ended by a line feed
     */
    public static String render(Diagnosis diagnosis, int width, boolean colour) {
        DiagnosisLayout layout = new DiagnosisLayout(width, colour);
        layout.add(diagnosis);
        return layout.text.toString();
    }

    private void add(Diagnosis diagnosis) {
        Target target = diagnosis.target();
        String model = target.model().equals(Diagnosis.ANY_MODEL) ? "any model" : CleanText.of(target.model());
        wrapped(model + " at " + target.url() + " by " + CleanText.of(target.protocol()), Tone.STRONG, "", "  ");
        if (diagnosis.simulated()) {
            wrapped("SIMULATED: this server is a simulator", Tone.DOUBTFUL, "", "  ");
        }
        text.append('\n');
        diagnosis.findings().forEach(this::add);
        text.append('\n');
        conclusion(diagnosis);
    }

    private void add(Finding finding) {
        String question = finding.question().label();
        String grade = word(finding.grade());
        String first =
                grade + " ".repeat(GRADES - grade.length()) + question + " ".repeat(QUESTIONS - question.length());
        List<String> lines = Wrapping.wrap(CleanText.of(finding.seen()), width, first, INDENT);
        Tone tone = tone(finding.grade());
        // the grade alone is coloured: a screen full of colour shows nothing
        line(tone.paint(grade, colour) + lines.get(0).substring(grade.length()));
        lines.stream().skip(1).forEach(this::line);
        if (!finding.remedy().isEmpty()) {
            wrapped(CleanText.of(finding.remedy()), tone, INDENT + "→ ", INDENT + "  ");
        }
    }

    private void conclusion(Diagnosis diagnosis) {
        String failed = questions(diagnosis, Grade.FAIL);
        String warned = questions(diagnosis, Grade.WARN);
        if (!diagnosis.usable()) {
            wrapped("No benchmark is possible before this is changed: " + failed + ".", Tone.BAD, "", "  ");
        } else if (warned.isEmpty()) {
            wrapped("Ready for a benchmark.", Tone.GOOD, "", "  ");
        } else {
            wrapped("Ready for a benchmark, with care about: " + warned + ".", Tone.DOUBTFUL, "", "  ");
        }
    }

    private static String questions(Diagnosis diagnosis, Grade grade) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.grade() == grade)
                .map(finding -> finding.question().label())
                .collect(Collectors.joining(", "));
    }

    private static String word(Grade grade) {
        return switch (grade) {
            case OK -> "OK";
            case NOT_CHECKED -> "-";
            case WARN -> "WARN";
            case FAIL -> "FAIL";
        };
    }

    private static Tone tone(Grade grade) {
        return switch (grade) {
            case OK -> Tone.GOOD;
            case NOT_CHECKED -> Tone.PLAIN;
            case WARN -> Tone.DOUBTFUL;
            case FAIL -> Tone.BAD;
        };
    }

    private void wrapped(String words, Tone tone, String first, String rest) {
        Wrapping.wrap(words, width, first, rest).forEach(line -> line(tone.paint(line, colour)));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
