package dev.llmbench.cli;

import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.api.Diagnosis;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A diagnosis as JSON for programs; described in {@code docs/doctor.md}. */
final class DiagnosisJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DiagnosisJson() {}

    /** What was found, as far as it was looked for. */
    static String of(Optional<Diagnosis> diagnosis, Optional<LevelAccuracy> accuracy) {
        ObjectNode root = JSON.createObjectNode();
        diagnosis.ifPresent(found -> add(found, root));
        accuracy.ifPresent(level -> AccuracyJson.add(level, root.putObject("accuracy")));
        return JSON.writeValueAsString(root) + "\n";
    }

    private static void add(Diagnosis diagnosis, ObjectNode root) {
        root.put("url", diagnosis.target().url().toString());
        root.put("model", diagnosis.target().model());
        root.put("protocol", diagnosis.target().protocol());
        root.put("simulated", diagnosis.simulated());
        root.put("usable", diagnosis.usable());
        root.put("grade", word(diagnosis.grade()));
        ArrayNode findings = root.putArray("findings");
        for (Diagnosis.Finding finding : diagnosis.findings()) {
            ObjectNode one = findings.addObject();
            one.put("question", word(finding.question()));
            one.put("grade", word(finding.grade()));
            one.put("seen", finding.seen());
            if (!finding.remedy().isEmpty()) {
                one.put("remedy", finding.remedy());
            }
            ObjectNode figures = one.putObject("figures");
            finding.figures().forEach(figures::put);
        }
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
