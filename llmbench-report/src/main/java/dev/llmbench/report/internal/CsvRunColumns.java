package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Target;
import dev.llmbench.report.internal.CsvTable.CsvColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Columns that tell which run a level belongs to: equal in all lines of a file. */
final class CsvRunColumns {
    private final List<CsvColumn> columns = new ArrayList<>();

    private CsvRunColumns() {}

    static List<CsvColumn> all() {
        CsvRunColumns run = new CsvRunColumns();
        run.text("run_id", result -> Optional.of(result.run().id()));
        run.text("llmbench_version", result -> Optional.of(result.run().llmbenchVersion()));
        run.text(
                "run_started_at", result -> Optional.of(result.run().startedAt().toString()));
        run.text(
                "run_ending", result -> Optional.of(result.run().ending().name().toLowerCase(Locale.ROOT)));
        run.text(
                "simulated", result -> Optional.of(Boolean.toString(result.run().simulated())));
        run.text("plan_name", result -> Optional.of(result.job().plan().name()));
        run.number("seed", Seed::of);
        run.text("protocol", result -> target(result).map(Target::protocol));
        run.text("url", result -> target(result).map(target -> target.url().toString()));
        run.text("model", result -> target(result).map(Target::model));
        run.text("engine", result -> result.server().engine());
        run.text("hardware", result -> result.server().hardware());
        run.number(
                "price_per_hour",
                result -> result.server()
                        .pricePerHour()
                        .map(price -> CsvValue.money(price.amount()))
                        .orElse(CsvValue.ABSENT));
        run.text(
                "currency",
                result -> result.server()
                        .pricePerHour()
                        .map(price -> price.amount().currency()));
        return run.columns;
    }

    private static Optional<Target> target(BenchmarkResult result) {
        return result.job().where() instanceof Target target ? Optional.of(target) : Optional.empty();
    }

    private void text(String name, Function<BenchmarkResult, Optional<String>> value) {
        columns.add(new CsvColumn(
                name, (result, level) -> value.apply(result).map(CsvValue::text).orElse(CsvValue.ABSENT)));
    }

    private void number(String name, Function<BenchmarkResult, String> value) {
        columns.add(new CsvColumn(name, (result, level) -> value.apply(result)));
    }
}
