package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.ModelledServer;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private static final List<String> SHORT =
            List.of("--duration", "1s", "--warmup", "0s", "--input-tokens", "16", "--output-tokens", "4", "-q");

    @TempDir
    private Path folder;

    private Shell.Answer sweep(String url, String... more) {
        List<String> args = new ArrayList<>(List.of("sweep", "--url", url, "--model", "simulated-8b"));
        args.addAll(SHORT);
        args.addAll(List.of(more));
        if (!args.contains("--out")) {
            args.addAll(List.of("--out", folder.resolve("results").toString()));
        }
        if (!args.contains("--concurrency") && !args.contains("--rate")) {
            args.addAll(List.of("--concurrency", "1"));
        }
        return Shell.llmbench(args.toArray(new String[0]));
    }

    private Shell.Answer refused(Shell.Answer answer, int code, String... words) throws IOException {
        assertThat(answer.err()).contains(words);
        assertThat(answer.errLines()).as(answer.err()).hasSize(1);
        assertThat(answer.err()).startsWith("llmbench: ").doesNotContain("\tat ", "Exception");
        assertThat(answer.out()).isEmpty();
        assertThat(answer.code()).as(answer.err()).isEqualTo(code);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(Files::isDirectory))
                    .as("nothing is left behind")
                    .isEmpty();
        }
        return answer;
    }

    @Nested
    class OnTheCommandLine {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                localhost:8000         | must begin with http:// or https://
                ftp://localhost        | must begin with http:// or https://
                http://local host:80   | not valid at character
                http://localhost:99999 | port
                http://localhost/?a=b  | query
                """)
        void refuses_an_address_that_is_none(String url, String words) throws IOException {
            refused(sweep(url), ExitCode.USAGE, "--url", words);
        }

        @ParameterizedTest
        @CsvSource({
            "--concurrency, -1, -1",
            "--concurrency, 0, 0",
            "--concurrency, 100000, 100000",
            "--concurrency, four, four",
            "--rate, -0.5, -0.5",
            "--rate, NaN, NaN",
            "--requests, -1, -1",
            "--duration, -5s, -5s",
            "--duration, 30, 30",
            "--duration, 0s, longer than zero",
            "--error-rate, 1.5, 1.5",
            "--warmup, 400d, 365 days",
            "--ramp-up, 400d, 365 days",
            "--rest, 400d, 365 days",
            "--drain-limit, 400d, 365 days",
            "--input-tokens, -3, -3",
            "--output-tokens, 50-20, ends before it begins",
            "--temperature, -1, -1",
            "--timeout-total, 0s, total",
            "--price-per-hour, -1, -1",
            "--route, chatt, 'chat, completions'",
            "--objective, ttft=1s, ttft.p99=800ms",
            "-o, xml, 'table, json, csv, markdown'",
            "--proxy, nowhere, http://host:port",
        })
        void refuses_a_value_out_of_range_by_the_name_of_its_option(String option, String value, String words)
                throws IOException {
            List<String> args = new ArrayList<>(
                    List.of("sweep", "--url", "http://localhost:1", "--model", "m", "-q", "--no-files"));
            if (!option.equals("--concurrency") && !option.equals("--rate")) {
                args.addAll(List.of("--concurrency", "1"));
            }
            args.addAll(List.of(option, value));

            Shell.Answer answer = Shell.llmbench(args.toArray(new String[0]));

            refused(answer, ExitCode.USAGE, option.startsWith("--timeout") ? "--timeout" : option, words);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"--seed 8 --seed 9", "--url http://localhost:1", "-q", "--trust-all --trust-all", "--name a"
                })
        void refuses_an_option_that_is_given_twice_and_forgets_none_of_the_others(String again) throws IOException {
            List<String> args = new ArrayList<>(List.of("--name", "b"));
            args.addAll(List.of(again.split(" ")));

            Shell.Answer answer =
                    refused(sweep("http://localhost:1", args.toArray(new String[0])), ExitCode.USAGE, "once");

            assertThat(answer.err()).doesNotContain("localhost");
        }

        @Test
        void refuses_a_folder_without_a_name() throws IOException {
            refused(sweep("http://localhost:1", "--out", ""), ExitCode.USAGE, "--out");
        }

        @ParameterizedTest
        @CsvSource({
            "--concurrency, 1.5, is no whole number",
            "--concurrency, 99999999999, is too large",
            "--seed, x, is no whole number",
            "--rate, fast, is no number",
        })
        void says_of_a_value_what_is_wrong_with_it_in_words_of_no_programming_language(
                String option, String value, String words) throws IOException {
            refused(Shell.llmbench("sweep", option, value), ExitCode.USAGE, option, "'" + value + "' " + words);
        }

        @ParameterizedTest
        @CsvSource({
            "--concurency, --concurrency",
            "--ouput-tokens, --output-tokens",
            "--modl, --model",
        })
        void names_the_option_that_was_probably_meant(String typed, String meant) throws IOException {
            refused(
                    Shell.llmbench("sweep", typed, "1"),
                    ExitCode.USAGE,
                    "unknown option '" + typed + "'",
                    "did you mean '" + meant + "'?");
        }

        @Test
        void names_the_command_that_was_probably_meant() throws IOException {
            refused(Shell.llmbench("swep"), ExitCode.USAGE, "unknown command 'swep'; did you mean 'sweep'?");
        }

        @Test
        void wants_exactly_one_kind_of_load() throws IOException {
            refused(
                    Shell.llmbench("sweep", "--url", "http://localhost:1", "--model", "m", "-q"),
                    ExitCode.USAGE,
                    "--concurrency",
                    "--rate");
            refused(sweep("http://localhost:1", "--concurrency", "1", "--rate", "1"), ExitCode.USAGE, "not both");
        }

        @Test
        void refuses_options_of_the_other_kind_of_load() throws IOException {
            refused(
                    sweep("http://localhost:1", "--arrival", "constant"),
                    ExitCode.USAGE,
                    "--arrival belongs to --rate");
            refused(
                    sweep("http://localhost:1", "--rate", "1", "--think-time", "1s"),
                    ExitCode.USAGE,
                    "--think-time belongs to --concurrency");
        }

        @ParameterizedTest
        @ValueSource(strings = {"sweep", "run", "show", "validate"})
        void shows_the_usage_of_a_command_without_arguments(String command) {
            Shell.Answer answer = Shell.llmbench(command);

            assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.err()).contains("Usage: llmbench " + command);
            assertThat(answer.out()).isEmpty();
        }
    }

    @Nested
    class OnTheServersSide {
        @Test
        void tells_of_a_host_that_is_not_known() throws IOException {
            refused(sweep("http://nowhere.invalid:8000"), ExitCode.TARGET, "nowhere.invalid");
        }

        @Test
        void tells_of_a_closed_port() throws IOException {
            int port;
            try (ServerSocket socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }

            refused(sweep("http://127.0.0.1:" + port), ExitCode.TARGET, "127.0.0.1:" + port);
        }

        @Test
        void tells_of_html_instead_of_json() throws IOException {
            Script html = Script.of(Answers.html()).cycle();
            for (String path : List.of("/v1/models", "/v1/chat/completions", "/tokenize")) {
                html = html.on(path, Answers.html());
            }
            try (ScriptedServer server = ScriptedServer.start(html)) {
                refused(
                        sweep(server.url().toString()),
                        ExitCode.TARGET,
                        server.url().getAuthority());
            }
        }

        @Test
        void tells_of_a_missing_key() throws IOException {
            try (ModelledServer server =
                    ModelledServer.start(ModelledServer.Settings.defaults().apiKey("canary-4711"))) {
                refused(sweep(server.url().toString()), ExitCode.USAGE, "401", "--api-key-env");
            }
        }

        @Test
        void tells_of_a_model_that_is_not_served() throws IOException {
            try (ModelledServer server =
                    ModelledServer.start(ModelledServer.Settings.defaults().model("another"))) {
                refused(sweep(server.url().toString()), ExitCode.USAGE, "simulated-8b", "another");
            }
        }

        @Test
        void tells_of_tls_to_a_plain_port() throws IOException {
            try (ModelledServer server = ModelledServer.start()) {
                URI plain = server.url();
                refused(
                        sweep("https://127.0.0.1:" + plain.getPort()),
                        ExitCode.USAGE,
                        "does not speak TLS",
                        plain.toString());
            }
        }
    }

    @Nested
    class InFiles {
        @Test
        void names_file_line_and_the_nearest_key() throws IOException {
            Path plan = folder.resolve("plan.yaml");
            Files.writeString(plan, """
                    target: {url: http://localhost:1, model: m}
                    workload: {synthetic: {inputTokens: 16}}
                    load: {concurency: [1]}
                    """);

            refused(
                    Shell.llmbench("run", plan.toString(), "-q"),
                    ExitCode.USAGE,
                    "plan.yaml",
                    "3",
                    "concurency",
                    "did you mean 'concurrency'?");
        }

        @Test
        void tells_of_a_plan_or_result_that_is_not_there() throws IOException {
            refused(Shell.llmbench("run", "nowhere.yaml", "-q"), ExitCode.USAGE, "nowhere.yaml");
            refused(Shell.llmbench("show", "nowhere.json"), ExitCode.USAGE, "nowhere.json");
        }

        @Test
        void asks_for_the_server_that_a_plan_does_not_name() throws IOException {
            Path plan = folder.resolve("plan.yaml");
            Files.writeString(plan, "workload: {synthetic: {}}\nload: {concurrency: [1]}\n");

            refused(Shell.llmbench("run", plan.toString(), "-q"), ExitCode.USAGE, "--url");
        }

        @Test
        void refuses_an_empty_prompt_file() throws IOException {
            Path prompts = Files.createFile(folder.resolve("prompts.txt"));
            try (ModelledServer server = ModelledServer.start()) {
                refused(
                        Shell.llmbench(
                                "sweep",
                                "--url",
                                server.url().toString(),
                                "--model",
                                "simulated-8b",
                                "--concurrency",
                                "1",
                                "--prompts",
                                prompts.toString(),
                                "--out",
                                folder.resolve("results").toString(),
                                "-q"),
                        ExitCode.USAGE,
                        "prompts.txt");
            }
        }

        @Test
        void refuses_a_folder_that_cant_be_made() throws IOException {
            Path file = Files.createFile(folder.resolve("file"));
            try (ModelledServer server = ModelledServer.start()) {
                refused(
                        sweep(
                                server.url().toString(),
                                "--out",
                                file.resolve("results").toString()),
                        ExitCode.USAGE,
                        "file",
                        "--out");
            }
        }
    }
}
