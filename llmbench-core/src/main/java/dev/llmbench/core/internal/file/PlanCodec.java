package dev.llmbench.core.internal.file;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Job;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;

/** Reads and writes plans, with or without a target. */
public final class PlanCodec {
    private static final int LARGEST = 1 << 20;

    private PlanCodec() {}

    /**
     * What a plan file holds.
     *
     * @param plan the plan
     * @param target the target, where the file names one
     */
    public record Content(BenchmarkPlan plan, Optional<Target> target) {}

    /**
     * Reads a file.
     *
     * @param file a file whose extension tells its form
     * @return its content
     * @throws ConfigurationException if it can't be read or something in it is wrong
     */
    public static Content read(Path file) {
        PlanFormat format = PlanFormat.of(file);
        return parse(file.toString(), TextFiles.read(file, "plan file", LARGEST), format);
    }

    /**
     * Reads a text.
     *
     * @param name where it comes from, for messages
     * @param text the text
     * @param format its form
     * @return its content
     * @throws ConfigurationException if something in it is wrong
     */
    public static Content parse(String name, String text, PlanFormat format) {
        return decode(new PlanSource(name, false), PlanParser.parse(new PlanSource(name, false), text, format));
    }

    /** Reads the job at which a parser stands; keys of a newer version are passed over. */
    static Job job(JsonParser parser) {
        PlanSource source = new PlanSource("job", true);
        Content content = decode(source, PlanParser.current(source, parser));
        return new Job(content.plan(), content.target().orElseThrow(() -> source.problem(0, "'target' is missing")));
    }

    private static Content decode(PlanSource source, PlanNode root) {
        PlanDecoder.Decoded decoded = PlanDecoder.decode(source, root);
        return new Content(decoded.plan(), decoded.target());
    }

    /**
     * Writes a plan with its target.
     *
     * @param job the job
     * @param format the wanted form
     * @return the text of the file
     */
    public static String write(Job job, PlanFormat format) {
        return PlanWriter.write(tree(job), format);
    }

    /**
     * Writes a plan without a target.
     *
     * @param plan the plan
     * @param format the wanted form
     * @return the text of the file
     */
    public static String write(BenchmarkPlan plan, PlanFormat format) {
        return PlanWriter.write(PlanEncoder.encode(plan, Optional.empty()), format);
    }

    /**
     * Writes a text to a file.
     *
     * @param text the text
     * @param file the file
     */
    public static void save(String text, Path file) {
        TextFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The job as maps, lists, texts and numbers. */
    static Map<String, Object> tree(Job job) {
        // Where is sealed with Target as its only kind.
        return PlanEncoder.encode(job.plan(), Optional.of(TargetEncoder.encode((Target) job.where())));
    }

    /**
     * Hashes a plan; one without a seed as if it stated 0, one without a safety limit as if it stated the one it has.
     *
     * @param plan the plan
     * @return 64 hexadecimal digits
     */
    public static String hash(BenchmarkPlan plan) {
        // both were always written at first, and the hashes of those plans stay
        Workload seeded = plan.workload().seed(plan.workload().seed().orElse(0));
        Phases limited = plan.phases().withSafetyLimit(plan.safetyLimit());
        BenchmarkPlan hashed = new BenchmarkPlan(
                plan.name(), seeded, plan.load(), limited, plan.stops(), plan.requests(), plan.criteria());
        return PlanWriter.hash(PlanEncoder.encode(hashed, Optional.empty()));
    }
}
