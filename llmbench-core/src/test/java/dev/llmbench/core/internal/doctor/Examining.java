package dev.llmbench.core.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Diagnosis.Finding;
import dev.llmbench.api.Diagnosis.Grade;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.probe.CheckupLimits;
import dev.llmbench.core.internal.run.RunSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** How tests have a server examined. */
final class Examining {
    static final String KEY = "canary-key-of-the-server";

    /** Short enough for a test, and long enough for a busy machine. */
    private static final CheckupLimits LIMITS = new CheckupLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));

    private Examining() {}

    static Target scripted(String url) {
        return Target.openAi(url).model("scripted");
    }

    static Diagnosis examine(Target target) {
        return examine(target, LIMITS);
    }

    static Diagnosis examine(Target target, CheckupLimits limits) {
        RunSettings settings = RunSettings.reading(name -> Optional.of(KEY));
        Diagnosis diagnosis = Doctor.examine(target, settings, limits, new Random(42), Duration.ofMillis(50));
        assertThat(diagnosis.findings()).extracting(Finding::question).containsExactly(Question.values());
        assertThat(diagnosis.findings())
                .allSatisfy(finding -> assertThat(finding.seen() + finding.remedy())
                        .doesNotContain("\n")
                        .doesNotContain(KEY));
        return diagnosis;
    }

    /** The one thing that is wrong, with its words; this machine may have warnings of its own. */
    static Finding onlyFailure(Diagnosis diagnosis, Question question, String... words) {
        assertThat(diagnosis.usable()).isFalse();
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.grade() == Grade.FAIL)
                .as(diagnosis.toString())
                .extracting(Finding::question)
                .containsExactly(question);
        Finding finding = diagnosis.of(question);
        assertThat(finding.seen() + " → " + finding.remedy()).contains(words);
        return finding;
    }
}
