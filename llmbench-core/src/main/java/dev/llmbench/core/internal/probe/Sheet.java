package dev.llmbench.core.internal.probe;

import dev.llmbench.api.Diagnosis.Finding;
import dev.llmbench.api.Diagnosis.Grade;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.LlmBenchException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The findings of a diagnosis as they are made, one for each question; a later one replaces an earlier. */
public final class Sheet {
    private final Map<Question, Finding> findings = new EnumMap<>(Question.class);

    /** Creates an empty sheet. */
    public Sheet() {}

    /**
     * Notes that all is well.
     *
     * @param question about what
     * @param seen what was seen, in one line
     */
    public void ok(Question question, String seen) {
        ok(question, seen, Map.of());
    }

    /**
     * Notes that all is well, with numbers.
     *
     * @param question about what
     * @param seen what was seen, in one line
     * @param figures the numbers by name with unit
     */
    public void ok(Question question, String seen, Map<String, Double> figures) {
        findings.put(question, new Finding(question, Grade.OK, seen, "", figures));
    }

    /**
     * Notes something with which a benchmark needs care.
     *
     * @param question about what
     * @param seen what was seen, in one line
     * @param remedy what to do
     * @param figures the numbers by name with unit
     */
    public void warn(Question question, String seen, String remedy, Map<String, Double> figures) {
        findings.put(question, new Finding(question, Grade.WARN, seen, remedy, figures));
    }

    /**
     * Notes something without which no benchmark is possible.
     *
     * @param question about what
     * @param why one line that ends with the remedy after a semicolon, as all of llmbench's do
     */
    public void fail(Question question, LlmBenchException why) {
        Advice advice = Advice.in(String.valueOf(why.getMessage()));
        findings.put(question, new Finding(question, Grade.FAIL, advice.seen(), advice.remedy(), Map.of()));
    }

    /**
     * Notes what could not be looked at.
     *
     * @param question about what
     * @param because why not
     */
    public void notChecked(Question question, String because) {
        findings.put(question, new Finding(question, Grade.NOT_CHECKED, because, "", Map.of()));
    }

    /** Whether this was looked at, whatever came out. */
    boolean has(Question question) {
        return findings.containsKey(question);
    }

    /** Whether anything makes a benchmark impossible. */
    boolean failed() {
        return findings.values().stream().anyMatch(finding -> finding.grade() == Grade.FAIL);
    }

    /**
     * Returns the findings; what was never looked at is not checked because of what failed before.
     *
     * @return one for each question, in their order
     */
    public List<Finding> findings() {
        String because = findings.values().stream()
                .filter(finding -> finding.grade() == Grade.FAIL)
                .findFirst()
                .map(finding -> "not asked, since there is no benchmark without: "
                        + finding.question().label())
                .orElse("not asked");
        List<Finding> all = new ArrayList<>();
        for (Question question : Question.values()) {
            Finding made = findings.get(question);
            all.add(made != null ? made : new Finding(question, Grade.NOT_CHECKED, because, "", Map.of()));
        }
        return all;
    }
}
