package dev.llmbench.report.internal;

import dev.llmbench.api.Money;
import dev.llmbench.api.Quantile;
import java.math.BigDecimal;
import java.time.Duration;

/** Values as fields of CSV: unrounded, without separators, a point for decimals. */
public final class CsvValue {
    static final String ABSENT = "";
    static final String UNBOUNDED = "inf";

    /** In both widths, since spreadsheets of East Asian languages take the wide ones, too. */
    private static final String FORMULA_STARTS = "=+-@＝＋－＠";

    private CsvValue() {}

    static String number(double value) {
        if (Double.isNaN(value)) {
            return ABSENT;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? UNBOUNDED : "-" + UNBOUNDED;
        }
        return plain(BigDecimal.valueOf(value));
    }

    static String millis(Duration time) {
        return plain(nanos(time).movePointLeft(6));
    }

    static String seconds(Duration time) {
        return plain(nanos(time).movePointLeft(9));
    }

    static String millis(Quantile quantile) {
        return quantile.unbounded()
                ? UNBOUNDED
                : quantile.value().map(CsvValue::millis).orElse(ABSENT);
    }

    static String money(Money amount) {
        return plain(amount.units());
    }

    /** Text from elsewhere: one line, and nothing that a spreadsheet would carry out. */
    static String text(String text) {
        String clean = CleanText.of(text);
        return !clean.isEmpty() && FORMULA_STARTS.indexOf(clean.charAt(0)) >= 0 ? "'" + clean : clean;
    }

    /**
     * Returns a field as RFC 4180 has it.
     *
     * @param field any text
     * @return the same, in quotes where it holds a comma, a quote or an end of line
     */
    public static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static BigDecimal nanos(Duration time) {
        return BigDecimal.valueOf(time.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(time.getNano()));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
