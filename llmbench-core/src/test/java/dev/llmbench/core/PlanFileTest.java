package dev.llmbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Criteria;
import dev.llmbench.api.Job;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Objective;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanFileTest {
    private static final String WHOLE = """
            target: {url: http://localhost:8000, model: m}
            workload: {synthetic: {}}
            load: {concurrency: 1}
            """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String refusal(String yaml) throws IOException {
        Path file = file("plan.yaml", yaml);
        ConfigurationException[] caught = new ConfigurationException[1];
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> PlanFile.readJob(file))
                .satisfies(e -> caught[0] = e);
        assertThat(caught[0].getMessage()).contains("plan.yaml").doesNotContain("\n");
        return caught[0].getMessage().substring(folder.toString().length() + 1);
    }

    @Nested
    class Reading {
        @Test
        void gives_every_default_where_nothing_is_said() throws IOException {
            Job job = PlanFile.readJob(file("plan.yml", WHOLE));

            assertThat(job.plan()).isEqualTo(BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1)));
            assertThat(job.where())
                    .isEqualTo(Target.openAi("http://localhost:8000").model("m"));
        }

        @Test
        void understands_the_example_of_the_documentation() throws IOException {
            Path docs = Path.of("../docs/plan-file.md");
            var matcher = Pattern.compile("```yaml\n(# A complete plan.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(docs));
            assertThat(matcher.find()).isTrue();

            Job job = PlanFile.readJob(file("example.yaml", matcher.group(1)));

            Target target = (Target) job.where();
            BenchmarkPlan plan = job.plan();
            assertThat(plan.name()).isEqualTo("llama-8b sweep");
            assertThat(target.apiKey()).contains(SecretRef.env("VLLM_API_KEY"));
            assertThat(target.facts().pricePerHour().orElseThrow().amount()).hasToString("1.99 USD");
            assertThat(target.extras().secretHeaders()).containsEntry("X-Key", SecretRef.file("/run/secrets/gateway"));
            assertThat(plan.workload().outputTokens()).isEqualTo(TokenRange.exactly(128));
            assertThat(plan.load()).isEqualTo(Load.concurrency(1, 4, 8));
            assertThat(plan.stops())
                    .containsExactly(
                            Stop.elapsed(Duration.ofSeconds(60)),
                            Stop.requests(1000),
                            Stop.requestsPerUser(1),
                            Stop.errorRate(0.5));
            assertThat(plan.phases().drainLimit()).contains(Duration.ofMinutes(5));
            assertThat(plan.criteria().objectives()).contains(Objective.parse("ttft.p99=800ms"));
            assertThat(plan.criteria().limits().invalid(ValidityCheck.EVENT_LOOP_LAG))
                    .contains(20.0);
        }

        @Test
        void takes_json_by_the_extension() throws IOException {
            Path file = file("plan.json", """
                    {"workload": {"promptFile": {"path": "p.jsonl", "format": "jsonl", "outputTokens": "20-50"}},
                     "load": {"rate": [2, 4.5], "arrival": "constant", "maxInFlight": 100}}""");

            BenchmarkPlan plan = PlanFile.readPlan(file);

            assertThat(plan.workload().outputTokens()).isEqualTo(new TokenRange(20, 50));
            assertThat(plan.load().levels())
                    .extracting(LoadLevel::label)
                    .containsExactly("2 requests/s constant", "4.5 requests/s constant");
            assertThat(PlanFile.readTarget(file)).isEmpty();
        }

        @Test
        void wants_a_target_for_a_job() throws IOException {
            Path file = file("plan.yaml", "workload: {synthetic: {}}\nload: {concurrency: 1}\n");

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> PlanFile.readJob(file))
                    .withMessageContaining("'target' is missing");
        }
    }

    @Nested
    class WhatIsWrong {
        @Test
        void names_file_line_key_and_the_nearest_known_one() throws IOException {
            assertThat(refusal(WHOLE + "phases:\n  rest: 0s\n  warmup: 3s\n"))
                    .isEqualTo("plan.yaml, line 6: unknown key 'warmup' in phases; did you mean 'warmUp'?");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            phasess: {}                            | unknown key 'phasess' at the top; did you mean 'phases'?
            phases: {warmUp: 30}                   | line 4: phases.warmUp: a time needs its unit: 30s or 30ms?
            phases: {warmUp: soon}                 | phases.warmUp: a time is written with its unit
            phases: {warmUp: 1s 1m}                | phases.warmUp: a time is written with its unit
            phases: {warmUp: -5s}                  | phases.warmUp: a time is written with its unit
            phases: {warmUp: PT-5S}                | phases: warmUp must not be negative
            phases: {warmUp: }                     | phases.warmUp: there is no value
            phases: []                             | phases: give keys and values, not a list
            phases: {safetyLimit: 0s}              | safetyLimit must be longer than zero
            stops: {requests: many}                | stops.requests: give a number, not text
            stops: {requests: 1.5}                 | stops.requests: give a whole number
            stops: {requests: 0}                   | stops.requests: the number of requests must be at least 1
            stops: {requestsPerUser: 0}            | stops.requestsPerUser: the number of requests per user must be between 1
            stops: {errorRate: 2}                  | stops.errorRate: the error rate must be at least 0 and below 1
            requests: {stream: 1}                  | requests.stream: give true or false, not a number
            requests: {temperature: 3}             | requests: temperature must be between 0 and 2, but was 3.0
            requests: {temperature: .nan}          | requests.temperature: give a number, not text
            requests: {outputLength: forcd}        | did you mean 'forced'?; choose one of forced, at_most
            requests: {timeouts: {total: 0s}}      | the total time-out must be longer than zero
            objectives: [ttft.99=1s]               | objectives[0]: 'ttft.99=1s' is not an objective
            objectives: [fast.p99=1s]              | there is no latency 'fast'; choose one of ttft
            limits: {event_loop_lags: {}}          | did you mean 'event_loop_lag'?
            limits: {own_cpu: 5}                   | limits.own_cpu: give keys and values, not a number
            name: "a/b"                            | a plan's name may have up to 100 letters
            name: a: b                             | this is not valid YAML
            name: *x                               | YAML anchors and aliases
            name: !foo y                           | YAML tags
            name: [                                | this is not valid YAML
            load: {concurrency: 2}                 | line 4: the key 'load' is given twice
            ---                                    | the file goes on after the end of the plan
            """)
        void is_told_in_one_line(String addition, String expected) throws IOException {
            assertThat(refusal(WHOLE + addition + "\n")).contains(expected);
        }

        @Test
        void is_told_of_requests_per_user_at_a_rate() throws IOException {
            String open = "target: {url: 'http://h:1', model: m}\nworkload: {synthetic: {}}\nload: {rate: 2}\n";

            assertThat(refusal(open + "stops: {requestsPerUser: 1}\n")).contains("a rate of requests has no users");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            {synthetic: {}, promptFile: {path: x}} | {concurrency: 1}              | workload: give either 'synthetic' or 'promptFile', not both
            {}                                     | {concurrency: 1}              | workload: give either 'synthetic' or 'promptFile'
            {promptFile: {}}                       | {concurrency: 1}              | workload.promptFile: 'path' is missing
            {promptFile: {path: ''}}               | {concurrency: 1}              | path of the prompt file must not be empty
            {synthetic: {inputTokens: 50-20}}      | {concurrency: 1}              | the range of tokens 50-20 ends before it begins
            {synthetic: {inputTokens: a lot}}      | {concurrency: 1}              | give a number of tokens such as 128, or a range
            {synthetic: {inputTokens: 0}}          | {concurrency: 1}              | a number of tokens must be between 1 and
            {synthetic: {}}                        | {}                            | load: give either 'concurrency' or 'rate'
            {synthetic: {}}                        | {concurrency: 1, rate: 2}     | load: give either 'concurrency' or 'rate', not both
            {synthetic: {}}                        | {concurrency: 1, arrival: poisson} | not both
            {synthetic: {}}                        | {concurrency: 100000}         | concurrency must be between 1 and 65536
            {synthetic: {}}                        | {concurrency: 3000000000}     | load.concurrency: the number 3000000000 is too large
            {synthetic: {}}                        | {concurrency: []}             | a load needs at least one level
            {synthetic: {}}                        | {concurrency: [4, 4]}         | a load names a level twice
            {synthetic: {}}                        | {concurrency: [1, x]}         | load.concurrency[1]: give a number, not text
            {synthetic: {}}                        | {rate: -1}                    | requestsPerSecond must be positive
            {synthetic: {}}                        | {rate: 1.0e999}               | load.rate: the number is too large
            {synthetic: {}}                        | {rate: 1.0e9999999999}        | the number is too large or too small
            {synthetic: {}}                        | {rate: 1, maxInFlight: 0}     | load.maxInFlight: must be at least 1
            """)
        void is_told_of_workload_and_load(String workload, String load, String expected) throws IOException {
            String text = "target: {url: 'http://h:1', model: m}\nworkload: " + workload + "\nload: " + load + "\n";

            assertThat(refusal(text)).contains(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "   "})
        void an_empty_file_is_called_empty(String text) throws IOException {
            assertThat(refusal(text)).contains("the file is empty");
        }

        @Test
        void what_is_too_large_nested_too_deep_or_not_text_is_refused() throws IOException {
            assertThat(refusal("# " + "x".repeat(1 << 20))).contains("larger than a plan file may be");
            assertThat(refusal("name: " + "[".repeat(5_000) + "]".repeat(5_000)))
                    .contains("plan.yaml");
            Files.write(folder.resolve("plan.yaml"), new byte[] {(byte) 0xC3, 0x28});
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> PlanFile.readJob(folder.resolve("plan.yaml")))
                    .withMessageContaining("UTF-8");
        }

        @Test
        void aliases_that_would_fill_the_memory_are_refused() throws IOException {
            StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
            for (int i = 1; i < 40; i++) {
                bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
            }

            assertThat(refusal(bomb.toString())).contains("line 1: YAML anchors and aliases");
        }

        @Test
        void a_path_that_is_no_plan_file_is_named() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> PlanFile.readJob(folder.resolve("none.yaml")))
                    .withMessageContaining("there is no such file");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> PlanFile.readJob(folder.resolve("plan.txt")))
                    .withMessageContaining(".yaml, .yml or .json");
        }

        @Test
        void lines_of_json_are_named_as_well() throws IOException {
            Path file = file("plan.json", "{\n\"workload\": {\"synthetic\": {}},\n\"laod\": {}}");

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> PlanFile.readPlan(file))
                    .withMessageEndingWith("plan.json, line 3: unknown key 'laod' at the top; did you mean 'load'?");
        }
    }

    @Nested
    class Secrets {
        private static final String CANARY = "sk-canary-5f0d9b1c77aa";

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "apiKey: %s",
                    "apiKey: 'env:%s'",
                    "apiKey: {env: %s}",
                    "apiKey: [%s]",
                    "api_key: %s",
                    "headers: {Authorization: Bearer %s}",
                    "headers: {X-Api-Key: %s}",
                    "headers: {X-Other: %s}",
                    "headers: {'%s:': x}",
                    "headers: %s",
                    "secretHeaders: {X-Key: %s}",
                    "secretHeaders: {'X Key': %s}",
                    "secretHeaders: %s",
                    "bodyFields: {api_key: %s}",
                    "bodyFields: {nested: {list: [%s]}}",
                    "bodyFields: {a: {secret: %s}}",
                    "bodyFields: {%s: null}",
                    "connection: {proxy: 'http://user:%s@proxy:3128'}",
                    "connection: {proxy: 'ftp://proxy:3128/%s'}",
                    "connection: {proxy: '%s'}",
                    "connection: {trustStorePassword: %s}",
                    "pricePerHour: %s",
                    "route: %s",
                    "%s: 1",
                    "server: %s",
                    "server: {%s: x}",
                    "headers: {a: 1, a: %s}",
                    "headers: {X: '%s}",
                    "headers: {X: *%s}",
                })
        void a_key_in_the_wrong_place_is_refused_and_never_repeated(String field) throws IOException {
            String text = WHOLE.replace("model: m}", "model: m, " + field.formatted(CANARY) + "}");

            assertNeverRepeated(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://user:%s@localhost:8000",
                    "http://localhost:8000?key=%s",
                    "http://localhost:8000#%s",
                    "ftp://localhost/%s",
                    "%s",
                    "http://%s :80",
                })
        void a_key_in_the_url_is_refused_and_never_repeated(String url) throws IOException {
            assertNeverRepeated(WHOLE.replace("http://localhost:8000", "'" + url.formatted(CANARY) + "'"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "name: '%s/'",
                    "objectives: [%s]",
                    "phases: {warmUp: %s}",
                    "stops: {elapsed: %s}",
                    "%s",
                    "%s: x"
                })
        void a_key_elsewhere_is_not_repeated_either(String line) throws IOException {
            assertNeverRepeated(WHOLE + line.formatted(CANARY) + "\n");
        }

        private void assertNeverRepeated(String text) throws IOException {
            Path file = file("plan.yaml", text);

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> PlanFile.readJob(file))
                    .satisfies(e -> {
                        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                            assertThat(cause.toString()).doesNotContain(CANARY).doesNotContain("canary");
                        }
                    });
        }
    }

    @Nested
    class Hashing {
        @Test
        void is_equal_on_every_machine() {
            BenchmarkPlan plan = BenchmarkPlan.of(Workload.synthetic().inputTokens(20, 50), Load.rate(0.1, 2));

            assertThat(PlanFile.planHash(plan))
                    .isEqualTo("68ec3e531337c6d303a49357ac539cddf80865ca6d8330e53c7bf204317b0594");
        }

        @Test
        void of_a_plan_that_says_much_never_changes_either() {
            BenchmarkPlan plan = BenchmarkPlan.of(
                            Workload.prompts("prompts.jsonl")
                                    .format(Workload.PromptFormat.JSONL)
                                    .outputTokens(64)
                                    .shuffle()
                                    .seed(7),
                            Load.concurrency(1, 8))
                    .withName("pinned")
                    .withStop(Stop.requests(100))
                    .withStop(Stop.elapsed(Duration.ofSeconds(30)))
                    .withRequests(RequestSettings.defaults().notStreamed())
                    .withCriteria(Criteria.defaults().withObjective(Objective.parse("ttft.p99=800ms")));

            assertThat(PlanFile.planHash(plan))
                    .isEqualTo("f8a473f032a55ceb397d2935b43737bb79f31d2ec93af2a90158d09e014f3b15");
        }

        @Test
        void of_a_batch_never_changes_either() {
            BenchmarkPlan plan =
                    BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(4)).withStop(Stop.requestsPerUser(2));

            assertThat(PlanFile.planHash(plan))
                    .isEqualTo("3b9b241e39bb31d437510ab0b5103a1245fb777db5a5a8bdd79dcabbc08ed1e6");
        }

        @Test
        void of_a_plan_without_a_seed_is_that_of_the_seed_0() {
            Workload.Synthetic any = Workload.synthetic();

            assertThat(PlanFile.planHash(BenchmarkPlan.of(any, Load.concurrency(1))))
                    .isEqualTo(PlanFile.planHash(BenchmarkPlan.of(any.seed(0), Load.concurrency(1))))
                    .isNotEqualTo(PlanFile.planHash(BenchmarkPlan.of(any.seed(1), Load.concurrency(1))));
        }

        @Test
        void sees_every_change_and_no_target() {
            BenchmarkPlan plan = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1));

            assertThat(PlanFile.planHash(plan.withStop(Stop.requests(2)))).isNotEqualTo(PlanFile.planHash(plan));
            assertThat(List.of(PlanFile.planHash(plan))).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        }
    }
}
