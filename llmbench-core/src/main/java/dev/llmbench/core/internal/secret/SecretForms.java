package dev.llmbench.core.internal.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes in which a server, a library or a page may repeat a secret. */
final class SecretForms {
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    private SecretForms() {}

    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(value);
        addJson(value, forms);
        addUrl(value, forms);
        addHtml(value, forms);
        addBase64(value.getBytes(StandardCharsets.UTF_8), forms);
        return forms;
    }

    /** Pages, templates and libraries escape more or fewer of the letters that they may. */
    private static void addHtml(String value, Set<String> forms) {
        String least = value.replace("&", "&amp;").replace("<", "&lt;");
        String attribute = least.replace("\"", "&quot;");
        for (String form : new String[] {least, attribute}) {
            String more = form.replace(">", "&gt;");
            forms.add(form);
            forms.add(more);
            forms.add(more.replace("'", "&#x27;"));
            forms.add(more.replace("'", "&#39;"));
        }
    }

    private static void addJson(String value, Set<String> forms) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
        forms.add(quoted);
        forms.add(quoted.replace("/", "\\/"));
        forms.add(escaped(quoted, "\\u%04x", ""));
        forms.add(escaped(quoted, "\\u%04X", ""));
        // as Go writes it
        forms.add(escaped(quoted, "\\u%04x", "<>&"));
    }

    private static String escaped(String text, String form, String also) {
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 126 || also.indexOf(c) >= 0) {
                ascii.append(String.format(Locale.ROOT, form, (int) c));
            } else {
                ascii.append(c);
            }
        }
        return ascii.toString();
    }

    private static void addUrl(String value, Set<String> forms) {
        String plus = URLEncoder.encode(value, StandardCharsets.UTF_8);
        for (String form : new String[] {plus, plus.replace("+", "%20")}) {
            forms.add(form);
            forms.add(PERCENT.matcher(form)
                    .replaceAll(found -> Matcher.quoteReplacement(found.group().toLowerCase(Locale.ROOT))));
        }
    }

    /** What the value looks like inside the base64 of a longer text, wherever in it the value begins. */
    private static void addBase64(byte[] value, Set<String> forms) {
        for (int before = 0; before < 3; before++) {
            byte[] text = new byte[before + value.length];
            System.arraycopy(value, 0, text, before, value.length);
            String whole = Base64.getEncoder().withoutPadding().encodeToString(text);
            int from = before == 0 ? 0 : before + 1;
            // the last character mixes with what follows unless three bytes are full
            int to = text.length % 3 == 0 ? whole.length() : whole.length() - 1;
            if (to - from >= Redactor.SHORTEST) {
                String inner = whole.substring(from, to);
                forms.add(inner);
                forms.add(inner.replace('+', '-').replace('/', '_'));
            }
        }
        for (Base64.Encoder encoder : Arrays.asList(Base64.getEncoder(), Base64.getUrlEncoder())) {
            forms.add(encoder.encodeToString(value));
            forms.add(encoder.withoutPadding().encodeToString(value));
        }
    }
}
