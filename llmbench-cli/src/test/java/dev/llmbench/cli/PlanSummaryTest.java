package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanSummaryTest {
    private final Target target = Target.openAi("http://localhost:8000").model("m");
    private final BenchmarkPlan plan = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1, 2, 4))
            .withPhases(Phases.defaults().withWarmUp(Duration.ofSeconds(30)).withRest(Duration.ofSeconds(15)));

    @Test
    void announces_the_time_of_all_levels() {
        BenchmarkPlan timed = plan.withStop(Stop.elapsed(Duration.ofMinutes(1)));

        assertThat(PlanSummary.of(timed, Optional.of(target), Optional.empty()))
                .contains("Takes     5m, and each level's last answers");
    }

    @Test
    void announces_only_what_is_left_of_a_run_that_is_resumed() {
        BenchmarkPlan timed = plan.withStop(Stop.elapsed(Duration.ofMinutes(1)));

        assertThat(PlanSummary.left(timed, target, 1)).contains("Takes     3m15s, and each level's last answers");
        assertThat(PlanSummary.left(timed, target, 3))
                .contains("Takes     no time: every level is finished, only the result was not written");
    }

    @Test
    void tells_a_batch_by_its_requests_of_each_user() {
        BenchmarkPlan batch = plan.withStop(Stop.requestsPerUser(1));

        assertThat(PlanSummary.of(batch, Optional.of(target), Optional.empty()))
                .anyMatch(line -> line.endsWith("a window that ends after 1 request of each user, 15s rest"))
                .contains("Takes     until each level has its requests or tokens, at most 1h a level");
    }
}
