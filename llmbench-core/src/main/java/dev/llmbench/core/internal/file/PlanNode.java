package dev.llmbench.core.internal.file;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A value of a plan file with the line on which it begins, so that an error can name the place. */
sealed interface PlanNode {
    /** The line, from 1; 0 where it isn't known. */
    int line();

    /** What people call such a value. */
    String kind();

    /** Keys and their values, in the file's order. */
    record Mapping(int line, Map<String, Entry> entries) implements PlanNode {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** One value and the line of its key. */
    record Entry(int line, PlanNode value) {}

    /** A list. */
    record Sequence(int line, List<PlanNode> items) implements PlanNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Text. */
    record Text(int line, String value) implements PlanNode {
        @Override
        public String kind() {
            return "text";
        }
    }

    /** A number, with the words in which the file gave it. */
    record Numeric(int line, BigDecimal value, String raw) implements PlanNode {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record Bool(int line, boolean value) implements PlanNode {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** A key without a value. */
    record Nothing(int line) implements PlanNode {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}
