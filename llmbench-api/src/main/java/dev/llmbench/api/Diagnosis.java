package dev.llmbench.api;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a look at a server and at this machine found, before anything is measured: each question with its answer, and with
 * a remedy where something is wrong.
 *
 * @param target the server as it was asked; where the model was left open ({@link #ANY_MODEL}), with the one that was chosen
 * @param simulated whether the server said that it is a simulator
 * @param findings one for each {@link Question}, in their order
 */
public record Diagnosis(Target target, boolean simulated, List<Finding> findings) {
    /** A target with this model is asked for the first one that the server lists. */
    public static final String ANY_MODEL = "*";

    /** Copies the list. */
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** What is looked at, from the network to this machine. */
    public enum Question {
        /** Is the host's name known? */
        NAME("name"),
        /** Does something listen there? */
        CONNECTION("connection"),
        /** Is TLS agreed upon, with a certificate that is trusted? */
        TLS("TLS"),
        /** Does it answer in HTTP? */
        HTTP("HTTP"),
        /** How long is the way: connecting and a small question, medians of several. */
        ROUND_TRIP("round trip"),
        /** Is it ready, or still loading? */
        READY("ready"),
        /** Which engine is it, in which version? */
        ENGINE("engine"),
        /** Is the key accepted? */
        KEY("key"),
        /** Has it the model? */
        MODEL("model"),
        /** Is there the protocol's route, and does its answer make sense? */
        PROTOCOL("protocol"),
        /** How long does the first token of a short prompt take on the idle server? */
        FIRST_TOKEN("first token"),
        /** Does the answer come token by token? */
        STREAM("stream"),
        /** Are token counts told, at the end or in every event? */
        USAGE("usage"),
        /** Can the length of answers be forced? */
        OUTPUT_LENGTH("output length"),
        /** Can prompts have exact lengths: by token ids, a tokenizer's route, or counts? */
        PROMPT_LENGTH("prompt length"),
        /** Are prompts answered faster when they are asked again? */
        PREFIX_CACHE("prefix cache"),
        /** How many processors generate load? */
        PROCESSORS("processors"),
        /** How many streams can this process hold open? */
        STREAMS("most streams"),
        /** How late do this machine's event loops come to what is due? */
        EVENT_LOOPS("event loops"),
        /** How much CPU time do others take from this machine? */
        STOLEN_CPU("stolen CPU");

        private final String label;

        Question(String label) {
            this.label = label;
        }

        /**
         * Returns the question in a word or two.
         *
         * @return such as {@code round trip}
         */
        public String label() {
            return label;
        }
    }

    /** What an answer means for a benchmark; in the order from good to bad. */
    public enum Grade {
        /** As it should be. */
        OK,
        /** Could not be looked at; what was seen says why. */
        NOT_CHECKED,
        /** A benchmark is possible, its figures need care. */
        WARN,
        /** No benchmark is possible before this is changed. */
        FAIL
    }

    /**
     * One question and its answer.
     *
     * @param question what was looked at
     * @param grade what it means
     * @param seen what was seen, in one line
     * @param remedy what to do, in one line; empty where nothing needs to be done
     * @param figures the numbers behind it by name; the names end with their unit
     */
    public record Finding(Question question, Grade grade, String seen, String remedy, Map<String, Double> figures) {
        /** Refuses a warning without a remedy, and copies the figures. */
        public Finding {
            if ((grade == Grade.WARN || grade == Grade.FAIL) && remedy.isBlank()) {
                throw new IllegalArgumentException("a finding that is " + grade + " needs a remedy: " + seen);
            }
            figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        }
    }

    /**
     * Returns the answer to a question.
     *
     * @param question which
     * @return its finding
     * @throws IllegalArgumentException if there is none, which no diagnosis of llmbench's lacks
     */
    public Finding of(Question question) {
        return findings.stream()
                .filter(finding -> finding.question() == question)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this diagnosis has no finding about " + question));
    }

    /**
     * Returns the worst grade.
     *
     * @return {@link Grade#OK} without findings
     */
    public Grade grade() {
        return findings.stream()
                .map(Finding::grade)
                .max(Comparator.naturalOrder())
                .orElse(Grade.OK);
    }

    /**
     * Returns whether a benchmark of this server can be run from here.
     *
     * @return whether nothing failed
     */
    public boolean usable() {
        return grade() != Grade.FAIL;
    }
}
