package dev.llmbench.report.export;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Target;
import dev.llmbench.api.TokenRange;
import dev.llmbench.report.internal.CleanText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What is known of a run beside its figures, in the words that files of other tools want. */
record Facts(BenchmarkResult result) {
    private static final Pattern GPUS = Pattern.compile("([1-9][0-9]{0,3})\\s*[x×]\\s*(\\S.*)");
    private static final String DOLLARS = "USD";

    /** Puts who made a file, by whose definitions, and whether the server was real. */
    void mark(ObjectNode node, ExportFormat format) {
        node.put("generator", generator());
        node.put("definitions", "those of " + format.id() + ", see llmbench's docs/export.md");
        node.put("simulated", result.run().simulated());
    }

    /** What the names of files begin with that can't say within that the server was a simulator. */
    String namePrefix() {
        return result.run().simulated() ? "simulated-" : "";
    }

    String generator() {
        return "llmbench " + CleanText.of(result.run().llmbenchVersion());
    }

    Optional<Target> target() {
        return result.job().where() instanceof Target target ? Optional.of(target) : Optional.empty();
    }

    Optional<String> model() {
        return target().map(Target::model).map(CleanText::of);
    }

    Optional<String> hardware() {
        return result.server().hardware().map(CleanText::of).filter(words -> !words.isEmpty());
    }

    /** The GPU's name, without the number before it. */
    Optional<String> gpu() {
        return hardware().map(words -> {
            Matcher matcher = GPUS.matcher(words);
            return matcher.matches() ? matcher.group(2) : words;
        });
    }

    Optional<Long> gpuCount() {
        return hardware().map(GPUS::matcher).filter(Matcher::matches).map(matcher -> Long.valueOf(matcher.group(1)));
    }

    /** The engine's name and version in one. */
    Optional<String> engine() {
        return result.server().engine().map(CleanText::of).filter(words -> !words.isEmpty());
    }

    Optional<String> engineName() {
        return engine().map(words -> words.split(" ", 2)[0]);
    }

    Optional<String> engineVersion() {
        return engine().map(words -> words.split(" ", 2))
                .filter(words -> words.length == 2)
                .map(words -> words[1]);
    }

    /** A fact that the user stated by name. */
    Optional<String> detail(String name) {
        return Optional.ofNullable(result.server().details().get(name)).map(CleanText::of);
    }

    /** The price of an hour in US dollars, for tools that know no other currency. */
    Optional<Double> dollarsPerHour() {
        return result.server()
                .pricePerHour()
                .map(HourlyPrice::amount)
                .filter(amount -> amount.currency().equals(DOLLARS))
                .map(amount -> amount.units().doubleValue());
    }

    /** The wanted length of a level's prompts, where there is only one. */
    Optional<Long> inputTokens(LevelResult level) {
        return level.point()
                .inputTokens(result.job().plan().workload())
                .filter(TokenRange::fixed)
                .map(range -> (long) range.min());
    }

    /** The wanted length of a level's answers. */
    TokenRange outputRange(LevelResult level) {
        return level.point().outputTokens(result.job().plan().workload());
    }

    /** The wanted length of a level's answers, where there is only one. */
    Optional<Long> outputTokens(LevelResult level) {
        return Optional.of(outputRange(level)).filter(TokenRange::fixed).map(range -> (long) range.min());
    }

    /** A moment in UTC for the name of a file, such as {@code 20260131-120000}. */
    static String stamp(Instant moment, char between) {
        return DateTimeFormatter.ofPattern("yyyyMMdd'" + between + "'HHmmss", Locale.ROOT)
                .format(moment.atOffset(ZoneOffset.UTC));
    }

    /** A name from elsewhere as part of a file's name. */
    static String slug(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("\\.{2,}", ".");
        String cut = plain.substring(0, Math.min(plain.length(), 60)).replaceAll("^[-.]+|[-.]+$", "");
        return cut.isEmpty() ? "unknown" : cut;
    }
}
