package dev.llmbench.core.internal.file;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Leaves only those texts without quotes that every YAML reader takes for text. */
final class YamlQuotes extends StringQuotingChecker {
    private static final long serialVersionUID = 1L;

    private static final Pattern WORDS =
            Pattern.compile("[A-Za-z/][A-Za-z0-9_./+-]*(:[A-Za-z0-9_./+-]+)*( [A-Za-z0-9(][A-Za-z0-9_.,/()+-]*)*");
    private static final Pattern TIME_RANGE_OR_MONEY =
            Pattern.compile("([0-9]+(h|m|s|ms|us|ns))+|[0-9]{1,9}-[0-9]{1,9}|[0-9]+\\.[0-9]+ [A-Z]{3}");
    private static final Set<String> RESERVED =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf");

    @Override
    public boolean needToQuoteName(String name) {
        return needToQuoteValue(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
        return RESERVED.contains(value.toLowerCase(Locale.ROOT))
                || !(WORDS.matcher(value).matches()
                        || TIME_RANGE_OR_MONEY.matcher(value).matches());
    }
}
