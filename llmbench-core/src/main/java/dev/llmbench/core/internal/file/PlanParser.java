package dev.llmbench.core.internal.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Turns YAML or JSON into nodes that know their lines; refuses what makes small files large. */
final class PlanParser {
    private static final int DEEPEST = 64;
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonMapper JSON = new JsonMapper(new JsonFactory());

    private final PlanSource source;
    private final JsonParser parser;

    private PlanParser(PlanSource source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /** Reads a whole text; the parser's own messages are left out, since they quote the text. */
    static PlanNode parse(PlanSource source, String text, PlanFormat format) {
        try (JsonParser parser = format == PlanFormat.YAML ? YAML.createParser(text) : JSON.createParser(text)) {
            return new PlanParser(source, parser).document();
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            throw source.problem(
                    where == null ? 0 : Math.max(0, where.getLineNr()),
                    "this is not valid " + format + (where == null ? "" : " (column " + where.getColumnNr() + ")"));
        }
    }

    /** Reads the value at which a parser stands, such as the job inside a result. */
    static PlanNode current(PlanSource source, JsonParser parser) {
        return new PlanParser(source, parser).value(parser.currentToken(), 0);
    }

    private PlanNode document() {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            throw source.problem(0, "the file is empty; a plan needs at least workload and load");
        }
        PlanNode root = value(first, 0);
        if (parser.nextToken() != null) {
            throw source.problem(line(), "the file goes on after the end of the plan; give one plan in a file");
        }
        return root;
    }

    private PlanNode value(JsonToken token, int depth) {
        int line = line();
        refuseReferences(line);
        if (depth > DEEPEST) {
            throw source.problem(line, "this is nested deeper than " + DEEPEST);
        }
        return switch (token) {
            case START_OBJECT -> mapping(line, depth);
            case START_ARRAY -> sequence(line, depth);
            case VALUE_STRING -> new PlanNode.Text(line, parser.getString());
            case VALUE_NUMBER_INT ->
                new PlanNode.Numeric(line, new BigDecimal(parser.getBigIntegerValue()), parser.getString());
            case VALUE_NUMBER_FLOAT ->
                parser.isNaN()
                        ? new PlanNode.Text(line, parser.getString())
                        : new PlanNode.Numeric(line, decimal(line), parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new PlanNode.Bool(line, token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> new PlanNode.Nothing(line);
            default -> throw source.problem(line, "this kind of value is not used in a plan");
        };
    }

    private BigDecimal decimal(int line) {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException | JacksonException e) { // an exponent of ten digits, by the form of the file
            throw source.problem(line, "the number is too large or too small");
        }
    }

    private PlanNode mapping(int line, int depth) {
        Map<String, PlanNode.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int keyLine = line();
            refuseReferences(keyLine);
            String key = parser.currentName();
            PlanNode value = value(next(), depth + 1);
            if (entries.putIfAbsent(key, new PlanNode.Entry(keyLine, value)) != null) {
                throw source.problem(keyLine, "the key " + Echo.of(key) + " is given twice");
            }
        }
        return new PlanNode.Mapping(line, entries);
    }

    private PlanNode sequence(int line, int depth) {
        List<PlanNode> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(value(token, depth + 1));
        }
        return new PlanNode.Sequence(line, items);
    }

    private JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw source.problem(line(), "the file ends in the middle of a value");
        }
        return token;
    }

    /** An alias can stand for a large part of the file, and an alias of aliases for more than there is memory. */
    private void refuseReferences(int line) {
        if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw source.problem(
                    line,
                    "YAML anchors and aliases (& and *) are not used in a plan; write the value out,"
                            + " or put it in quotes");
        }
        if (parser instanceof YAMLParser yaml && yaml.getTypeId() != null) {
            throw source.problem(line, "YAML tags (!) are not used in a plan; write the value in quotes");
        }
    }

    private int line() {
        TokenStreamLocation where = parser.currentTokenLocation();
        return where == null ? 0 : Math.max(0, where.getLineNr());
    }
}
