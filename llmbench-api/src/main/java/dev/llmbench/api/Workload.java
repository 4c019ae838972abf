package dev.llmbench.api;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What is asked: prompts and the wanted lengths of their answers. */
public sealed interface Workload {
    /**
     * Returns the wanted lengths of the answers.
     *
     * @return the range in tokens
     */
    TokenRange outputTokens();

    /**
     * Returns the seed from which prompts, lengths and arrivals are drawn.
     *
     * @return the seed that is stated, or empty where every run draws one of its own and keeps it in
     *     {@link BenchmarkResult#extra()} under {@code seed}
     */
    OptionalLong seed();

    /**
     * Returns this workload with a stated seed, from which every run asks the same. A server's prefix cache may know the
     * prompts of an earlier run with the same seed and answer them faster.
     *
     * @param value the seed
     * @return a new workload
     */
    Workload seed(long value);

    /**
     * Begins with synthetic prompts of 1000 tokens and answers of 1000 tokens, others in every run.
     *
     * @return the default synthetic workload
     */
    static Synthetic synthetic() {
        return new Synthetic(
                TokenRange.exactly(1000),
                TokenRange.exactly(1000),
                OptionalLong.empty(),
                InputLength.WITHOUT_TEMPLATE,
                Prefix.UNIQUE,
                List.of());
    }

    /**
     * Begins with the user's own prompts, in the file's order, answers of at most 256 tokens.
     *
     * @param path a text file with a prompt a line, JSONL with {@code prompt} or {@code messages}, or a ShareGPT JSON
     *     array
     * @return the workload
     */
    static PromptFile prompts(String path) {
        return new PromptFile(path, PromptFormat.AUTO, TokenRange.exactly(256), OptionalLong.empty(), false);
    }

    /** What a requested prompt length means. */
    enum InputLength {
        /** The length of the text itself; a chat template comes on top. */
        WITHOUT_TEMPLATE,
        /** The prompt tokens that the server counts, chat template and special tokens included. */
        WITH_TEMPLATE
    }

    /** Whether prompts share their beginning. */
    enum Prefix {
        /** Every prompt differs within its first tokens, so that a prefix cache can't help. */
        UNIQUE,
        /** All prompts begin with the same half, so that a prefix cache is exercised. */
        SHARED
    }

    /** The form of a file of prompts. */
    enum PromptFormat {
        /** Told from the file's name and first characters. */
        AUTO,
        /** One prompt a line; empty lines are skipped. */
        TEXT,
        /** One JSON object a line, with {@code prompt} (text) or {@code messages}, and optionally {@code output_tokens}. */
        JSONL,
        /** A JSON array of conversations, as published under the name ShareGPT. */
        SHAREGPT
    }

    /**
     * Prompts of random words with exact token lengths.
     *
     * @param inputTokens length of the prompts
     * @param outputTokens wanted length of the answers
     * @param seed from which words, lengths and arrivals are drawn; empty for another in every run
     * @param inputLength what the prompt length means
     * @param prefix whether prompts share their beginning
     * @param shapes lengths that are measured one after the other, each once, all within the two ranges; empty where the
     *     ranges are the only ones
     */
    record Synthetic(
            TokenRange inputTokens,
            TokenRange outputTokens,
            OptionalLong seed,
            InputLength inputLength,
            Prefix prefix,
            List<Shape> shapes)
            implements Workload {
        /** Copies the shapes, and refuses one twice or outside of the ranges. */
        public Synthetic {
            shapes = List.copyOf(shapes);
            if (new HashSet<>(shapes).size() < shapes.size()) {
                throw new IllegalArgumentException("a workload names the same lengths twice: "
                        + shapes.stream().map(Shape::label).collect(Collectors.joining("; ")));
            }
            if (!shapes.isEmpty()
                    && !(inputTokens.equals(TokenRange.hull(shapes, Shape::inputTokens))
                            && outputTokens.equals(TokenRange.hull(shapes, Shape::outputTokens)))) {
                throw new IllegalArgumentException("the ranges of a workload must be those of its shapes");
            }
        }

        /**
         * Returns this workload with several lengths, measured one after the other at every load.
         *
         * @param lengths such as {@code Shape.of(128, 2048)}, at least one
         * @return a new workload
         */
        public Synthetic shapes(Shape... lengths) {
            return shapes(List.of(lengths));
        }

        /**
         * Returns this workload with several lengths, measured one after the other at every load.
         *
         * @param lengths at least one
         * @return a new workload
         */
        public Synthetic shapes(List<Shape> lengths) {
            if (lengths.isEmpty()) {
                throw new IllegalArgumentException("a workload needs at least one length");
            }
            return new Synthetic(
                    TokenRange.hull(lengths, Shape::inputTokens),
                    TokenRange.hull(lengths, Shape::outputTokens),
                    seed,
                    inputLength,
                    prefix,
                    lengths);
        }

        /**
         * Returns this workload with every length of prompts at every length of answers.
         *
         * @param inputs lengths of prompts
         * @param outputs lengths of answers
         * @return a new workload
         */
        public Synthetic grid(List<Integer> inputs, List<Integer> outputs) {
            return shapes(inputs.stream()
                    .flatMap(input -> outputs.stream().map(output -> Shape.of(input, output)))
                    .toList());
        }

        /**
         * Returns this workload with prompts of one length.
         *
         * @param tokens the length
         * @return a new workload
         */
        public Synthetic inputTokens(int tokens) {
            return inputTokens(tokens, tokens);
        }

        /**
         * Returns this workload with prompts of lengths drawn uniformly.
         *
         * @param min the smallest length
         * @param max the largest length
         * @return a new workload
         */
        public Synthetic inputTokens(int min, int max) {
            return new Synthetic(new TokenRange(min, max), outputTokens, seed, inputLength, prefix, List.of());
        }

        /**
         * Returns this workload with answers of one length.
         *
         * @param tokens the length
         * @return a new workload
         */
        public Synthetic outputTokens(int tokens) {
            return outputTokens(tokens, tokens);
        }

        /**
         * Returns this workload with answers of lengths drawn uniformly.
         *
         * @param min the smallest length
         * @param max the largest length
         * @return a new workload
         */
        public Synthetic outputTokens(int min, int max) {
            return new Synthetic(inputTokens, new TokenRange(min, max), seed, inputLength, prefix, List.of());
        }

        @Override
        public Synthetic seed(long value) {
            return new Synthetic(inputTokens, outputTokens, OptionalLong.of(value), inputLength, prefix, shapes);
        }

        /**
         * Returns this workload with another meaning of the prompt length.
         *
         * @param meaning what the prompt length means
         * @return a new workload
         */
        public Synthetic inputLength(InputLength meaning) {
            return new Synthetic(inputTokens, outputTokens, seed, meaning, prefix, shapes);
        }

        /**
         * Returns this workload with prompts that share their first half, to exercise a prefix cache.
         *
         * @return a new workload
         */
        public Synthetic sharedPrefix() {
            return new Synthetic(inputTokens, outputTokens, seed, inputLength, Prefix.SHARED, shapes);
        }
    }

    /**
     * The user's own prompts, read while the run goes on and begun again at the end of the file.
     *
     * @param path the file
     * @param format its form
     * @param outputTokens wanted length of the answers where the file doesn't say
     * @param seed from which lengths, arrivals, and the order where shuffled, are drawn; empty for another in every run
     * @param shuffled whether prompts are drawn at random instead of in the file's order
     */
    record PromptFile(String path, PromptFormat format, TokenRange outputTokens, OptionalLong seed, boolean shuffled)
            implements Workload {
        /** Refuses an empty path. */
        public PromptFile {
            if (path.isBlank()) {
                throw new IllegalArgumentException("path of the prompt file must not be empty");
            }
        }

        /**
         * Returns this workload with answers of one length.
         *
         * @param tokens the length
         * @return a new workload
         */
        public PromptFile outputTokens(int tokens) {
            return new PromptFile(path, format, TokenRange.exactly(tokens), seed, shuffled);
        }

        /**
         * Returns this workload read in a given form.
         *
         * @param form the file's form
         * @return a new workload
         */
        public PromptFile format(PromptFormat form) {
            return new PromptFile(path, form, outputTokens, seed, shuffled);
        }

        /**
         * Returns this workload with prompts drawn at random.
         *
         * @return a new workload
         */
        public PromptFile shuffle() {
            return new PromptFile(path, format, outputTokens, seed, true);
        }

        @Override
        public PromptFile seed(long value) {
            return new PromptFile(path, format, outputTokens, OptionalLong.of(value), shuffled);
        }
    }
}
