package dev.llmbench.benchmarks.hotpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StacksTest {
    private final Stacks stacks = Stacks.parse(List.of(
            "[llmbench-loop-1-1 tid=12];a;b;c 6",
            "[llmbench-loop-1-1 tid=12];a;b;b 3",
            "[C2 CompilerThre tid=9];x y(int, long);z 1"));

    @Test
    void tells_shares_of_threads() {
        assertThat(stacks.by(Stacks.Stack::thread))
                .containsExactly(new Stacks.Share("llmbench-loop-1-1", 0.9), new Stacks.Share("C2 CompilerThre", 0.1));
    }

    @Test
    void counts_a_frame_once_a_stack_however_often_it_is_there() {
        Stacks loop = stacks.of(thread -> thread.startsWith("llmbench"));

        assertThat(loop.samples()).isEqualTo(9);
        assertThat(loop.withFrame(frame -> !frame.equals("a")))
                .containsExactly(new Stacks.Share("b", 1), new Stacks.Share("c", 6.0 / 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a;b;c 6", "[t tid=1];a;b", "[t tid=1];a b", "[t tid=1] 3"})
    void refuses_what_is_no_stack(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Stacks.parse(List.of(line)));
    }
}
