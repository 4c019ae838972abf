package dev.llmbench.simulator.script;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Scripts as JSON, strict: an unknown or a missing key is an error. */
final class ScriptJson {
    /** Names the kind of an answer in its file. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = StepAnswer.class, name = "steps"),
        @JsonSubTypes.Type(value = TokenAnswer.class, name = "tokens")
    })
    private interface AnswerNames {}

    /** Names the kind of a step in its file. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Step.Delay.class, name = "delay"),
        @JsonSubTypes.Type(value = Step.At.class, name = "at"),
        @JsonSubTypes.Type(value = Step.Event.class, name = "event"),
        @JsonSubTypes.Type(value = Step.Raw.class, name = "raw"),
        @JsonSubTypes.Type(value = Step.Join.class, name = "join"),
        @JsonSubTypes.Type(value = Step.Split.class, name = "split")
    })
    private interface StepNames {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Answer.class, AnswerNames.class)
            .addMixIn(Step.class, StepNames.class)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private ScriptJson() {}

    static Script load(Path file) {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), Script.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The script " + file + " can't be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is no script: " + e.getMessage(), e);
        }
    }

    static void save(Script script, Path file) {
        try {
            Files.write(file, MAPPER.writeValueAsBytes(script));
        } catch (IOException e) {
            throw new UncheckedIOException("The script " + file + " can't be written: " + e.getMessage(), e);
        }
    }
}
