package dev.llmbench.core.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.TokenBasis;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WindowTotalsTest {
    private static final int NOT_TOLD = -1;
    private static final int NOT_SET = 0;

    @Nested
    class PromptTokens {
        private final WindowTotals totals = new WindowTotals();

        @Test
        void are_the_servers_where_it_tells_them() {
            totals.addPrompt(110, 100);

            assertThat(totals.inputTokens()).isEqualTo(110);
            assertThat(totals.inputBasis()).isEqualTo(new TokenBasis(1, 0, 0));
        }

        @Test
        void are_estimated_by_the_wanted_length_where_it_does_not() {
            totals.addPrompt(300, 300);
            totals.addPrompt(NOT_TOLD, 100);

            assertThat(totals.inputTokens()).isEqualTo(400);
            assertThat(totals.inputBasis()).isEqualTo(new TokenBasis(0.75, 0, 0.25));
        }

        @Test
        void are_estimated_by_the_mean_of_the_others_where_no_length_is_wanted() {
            totals.addPrompt(100, NOT_SET);
            totals.addPrompt(NOT_TOLD, NOT_SET);
            WindowTotals other = new WindowTotals();
            other.addPrompt(200, NOT_SET);
            other.addPrompt(NOT_TOLD, NOT_SET);

            totals.add(other);

            assertThat(totals.inputTokens()).isEqualTo(600);
            assertThat(totals.inputBasis()).isEqualTo(new TokenBasis(0.5, 0, 0.5));
        }

        @Test
        void rest_on_nothing_where_nothing_is_known() {
            totals.addPrompt(NOT_TOLD, NOT_SET);

            assertThat(totals.inputBasis().main()).isEqualTo("none");
        }
    }
}
