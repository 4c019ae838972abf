package dev.llmbench.core;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Job;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.file.PlanCodec;
import dev.llmbench.core.internal.file.PlanFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Plans in files that people write: YAML or JSON, told by the file's extension ({@code .yaml}, {@code .yml},
 * {@code .json}). The keys are described in {@code docs/plan-file.md}.
 *
 * <pre>{@code
 * Job job = PlanFile.readJob(Path.of("sweep.yaml"));
 * }</pre>
 *
 * <p>A file that isn't right is refused with one line that names file, line and key. Secrets are given by reference
 * ({@code env:NAME}, {@code file:PATH}); what stands there otherwise is refused without being repeated. A file may have
 * 1 MiB; YAML's aliases and tags are refused.
 */
public final class PlanFile {
    private PlanFile() {}

    /**
     * Reads a plan and its target.
     *
     * @param file the file
     * @return the job
     * @throws ConfigurationException if the file can't be read, something in it is wrong, or it names no target
     */
    public static Job readJob(Path file) {
        PlanCodec.Content content = PlanCodec.read(file);
        return new Job(
                content.plan(),
                content.target()
                        .orElseThrow(() -> new ConfigurationException(
                                file + ": 'target' is missing; add the server's url and model, such as"
                                        + " target: {url: http://localhost:8000, model: NAME}")));
    }

    /**
     * Reads a plan, whether or not the file names a target.
     *
     * @param file the file
     * @return the plan
     * @throws ConfigurationException if the file can't be read or something in it is wrong
     */
    public static BenchmarkPlan readPlan(Path file) {
        return PlanCodec.read(file).plan();
    }

    /**
     * Reads the target of a file.
     *
     * @param file the file
     * @return the target, or empty where the file names none
     * @throws ConfigurationException if the file can't be read or something in it is wrong
     */
    public static Optional<Target> readTarget(Path file) {
        return PlanCodec.read(file).target();
    }

    /**
     * Writes a plan and its target; reading the file gives an equal job.
     *
     * @param job the job
     * @param file the file, replaced at once where it exists
     * @throws ConfigurationException if the file can't be written
     */
    public static void write(Job job, Path file) {
        PlanCodec.save(PlanCodec.write(job, PlanFormat.of(file)), file);
    }

    /**
     * Writes a plan without a target; reading the file gives an equal plan.
     *
     * @param plan the plan
     * @param file the file, replaced at once where it exists
     * @throws ConfigurationException if the file can't be written
     */
    public static void write(BenchmarkPlan plan, Path file) {
        PlanCodec.save(PlanCodec.write(plan, PlanFormat.of(file)), file);
    }

    /**
     * Returns a plan with its target as the text of a YAML file.
     *
     * @param job the job
     * @return the text
     */
    public static String toYaml(Job job) {
        return PlanCodec.write(job, PlanFormat.YAML);
    }

    /**
     * Returns a plan without a target as the text of a YAML file.
     *
     * @param plan the plan
     * @return the text
     */
    public static String toYaml(BenchmarkPlan plan) {
        return PlanCodec.write(plan, PlanFormat.YAML);
    }

    /**
     * Returns a fingerprint of a plan that is equal on every machine: SHA-256 of its JSON form with sorted keys, without
     * white space, defaults written out. Two plans that differ only in the order of their stops have the same, and so have
     * a plan without a seed and one that states the seed 0.
     *
     * @param plan the plan
     * @return 64 hexadecimal digits in lower case
     */
    public static String planHash(BenchmarkPlan plan) {
        return PlanCodec.hash(plan);
    }
}
