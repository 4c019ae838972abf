package dev.llmbench.core.sockets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for a secret, in every shape in which it may have got away. */
final class Leaks {
    private static final int TELLING_PART = 10;

    private final Map<String, String> shapes = new LinkedHashMap<>();

    Leaks(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        shapes.put("plain", secret);
        shapes.put("its beginning", secret.substring(0, TELLING_PART));
        shapes.put("its end", secret.substring(secret.length() - TELLING_PART));
        shapes.put("JSON", secret.replace("\\", "\\\\").replace("\"", "\\\""));
        shapes.put("URL", URLEncoder.encode(secret, StandardCharsets.UTF_8));
        shapes.put("URL in small letters", lowerEscapes(URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        shapes.put("HTML", secret.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
        // without its last characters, which depend on what follows
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        shapes.put("base64", base64.substring(0, base64.length() - 2));
    }

    private static String lowerEscapes(String url) {
        StringBuilder lower = new StringBuilder(url);
        for (int i = lower.indexOf("%"); i >= 0; i = lower.indexOf("%", i + 1)) {
            lower.replace(i, i + 3, lower.substring(i, i + 3).toLowerCase(java.util.Locale.ROOT));
        }
        return lower.toString();
    }

    /** The shapes of the secret. */
    Map<String, String> shapes() {
        return shapes;
    }

    /** Every shape found in a text, with where. */
    List<String> in(String where, String text) {
        List<String> found = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            int at = text.indexOf(shape);
            if (at >= 0) {
                found.add(name + " in " + where + " at " + at);
            }
        });
        return found;
    }

    /** Every shape found in the files of a folder or in their names. */
    List<String> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> found = new ArrayList<>();
            for (Path file : files.toList()) {
                found.addAll(in("the name " + file.getFileName(), file.toString()));
                if (Files.isRegularFile(file)) {
                    found.addAll(in(
                            file.getFileName().toString(),
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
