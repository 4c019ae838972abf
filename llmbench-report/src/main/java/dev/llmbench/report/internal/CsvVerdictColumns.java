package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.BestLevel;
import dev.llmbench.api.Cost;
import dev.llmbench.api.Goodput;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.ObjectiveOutcome;
import dev.llmbench.api.Validity.NotChecked;
import dev.llmbench.report.internal.CsvTable.CsvColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Columns on what a level's figures mean. */
final class CsvVerdictColumns {
    private final List<CsvColumn> columns = new ArrayList<>();

    private CsvVerdictColumns() {}

    static List<CsvColumn> all() {
        CsvVerdictColumns verdict = new CsvVerdictColumns();
        verdict.validity();
        verdict.objectives();
        verdict.cost();
        verdict.place("best", BestLevel::best);
        verdict.place("recommended", BestLevel::recommended);
        verdict.add(
                "past_the_knee",
                (result, level) -> result.best()
                        .map(best -> Boolean.toString(best.pastTheKnee().contains(level.load())))
                        .orElse(CsvValue.ABSENT));
        return verdict.columns;
    }

    private void validity() {
        add("verdict", (result, level) -> level.validity().name().toLowerCase(Locale.ROOT));
        add(
                "verdict_reasons",
                (result, level) -> CsvValue.text(ValidityWords.reasons(
                        level.verdict().validity().reasons(),
                        result.job().plan().criteria().limits())));
        add(
                "not_checked",
                (result, level) -> CsvValue.text(level.verdict().validity().notChecked().stream()
                        .map(NotChecked::check)
                        .map(check -> check.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("; "))));
    }

    private void objectives() {
        add("objectives_met", (result, level) -> outcomes(level, ObjectiveOutcome::met));
        add("objectives_missed", (result, level) -> outcomes(level, outcome -> !outcome.met()));
        goodput("goodput_requests_per_s", goodput -> goodput.requests().perSecond());
        goodput("goodput_output_tokens_per_s", goodput -> goodput.outputTokens().perSecond());
        goodput("goodput_share", Goodput::shareOfOffered);
    }

    private static String outcomes(LevelResult level, Predicate<ObjectiveOutcome> wanted) {
        return CsvValue.text(level.verdict().objectives().stream()
                .filter(wanted)
                .map(outcome -> outcome.objective().toString())
                .collect(Collectors.joining("; ")));
    }

    private void goodput(String name, Function<Goodput, Double> value) {
        add(
                name,
                (result, level) -> level.verdict()
                        .goodput()
                        .map(value)
                        .map(CsvValue::number)
                        .orElse(CsvValue.ABSENT));
    }

    private void cost() {
        cost("cost_per_1m_output_tokens", cost -> CsvValue.money(cost.perMillionOutputTokens()));
        cost("output_tokens_per_currency_unit", cost -> CsvValue.number(cost.outputTokensPerUnit()));
        cost("cost_per_month", cost -> CsvValue.money(cost.monthly()));
        cost("cost_single_stream", cost -> Boolean.toString(cost.singleStream()));
    }

    private void cost(String name, Function<Cost, String> value) {
        add(name, (result, level) -> level.verdict().cost().map(value).orElse(CsvValue.ABSENT));
    }

    private void place(String name, Function<BestLevel, Optional<LoadLevel>> load) {
        add(
                name,
                (result, level) -> result.best()
                        .map(best -> Boolean.toString(
                                load.apply(best).filter(level.load()::equals).isPresent()))
                        .orElse(CsvValue.ABSENT));
    }

    private void add(String name, BiFunction<BenchmarkResult, LevelResult, String> value) {
        columns.add(new CsvColumn(name, value));
    }
}
