package dev.llmbench.catalog;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Rows of a table that lies beside this class; an empty cell means that the fact is not known. */
final class Table {
    private Table() {}

    static List<Row> read(String resource) {
        InputStream in = Table.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("the catalog's file " + resource + " is missing");
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
            return rows.stream().map(Row::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the catalog's file " + resource + " can't be read", e);
        }
    }

    /** One row, by the names of its columns. */
    record Row(NamedCsvRecord cells) {
        String text(String column) {
            return cells.getField(column).strip();
        }

        Optional<String> some(String column) {
            return Optional.of(text(column)).filter(cell -> !cell.isEmpty());
        }

        List<String> list(String column) {
            return Arrays.stream(text(column).split(";"))
                    .map(String::strip)
                    .filter(cell -> !cell.isEmpty())
                    .toList();
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }

        int whole(String column) {
            return Integer.parseInt(text(column));
        }

        /** Returns a number in another unit. */
        OptionalDouble some(String column, double unit) {
            return some(column)
                    .map(cell -> OptionalDouble.of(Double.parseDouble(cell) * unit))
                    .orElse(OptionalDouble.empty());
        }

        OptionalInt someWhole(String column) {
            return some(column)
                    .map(cell -> OptionalInt.of(Integer.parseInt(cell)))
                    .orElse(OptionalInt.empty());
        }
    }
}
