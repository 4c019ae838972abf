package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {
    private static final Interrupts AT_ONCE = cancel -> {
        Thread user = new Thread(cancel);
        user.start();
        return new Interrupts.Watch() {
            @Override
            public boolean interrupted() {
                return true;
            }

            @Override
            public void close() {}
        };
    };

    @Test
    void serves_until_it_is_interrupted_and_prints_its_address() {
        Shell.Answer answer = Shell.plain().run(AT_ONCE, "simulate", "--port", "0", "--model", "toy");

        assertThat(answer.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(answer.out()).matches("http://127\\.0\\.0\\.1:[0-9]+\\R");
        assertThat(answer.err()).contains("llmbench sweep --url http://127.0.0.1:", "--model 'toy'");
    }

    @Test
    void serves_a_model_on_a_gpu_under_its_own_names() {
        Shell.Answer answer = Shell.plain()
                .run(
                        AT_ONCE,
                        "simulate",
                        "--port",
                        "0",
                        "--gpu",
                        "h100-sxm",
                        "--model",
                        "llama3.1:70b",
                        "--gpus",
                        "4",
                        "--engine",
                        "sglang");

        assertThat(answer.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(answer.err())
                .contains("As fast as 4x H100 SXM, bf16 could be at best.")
                .contains("--model 'meta-llama/Llama-3.1-70B-Instruct'");
    }

    @Test
    void refuses_facts_about_a_gpu_that_is_not_named() {
        assertThat(Shell.llmbench("simulate", "--port", "0", "--precision", "fp8")
                        .err())
                .contains("--precision belongs to --gpu");
        assertThat(Shell.llmbench("simulate", "--port", "0", "--engine", "tgi").err())
                .contains("'tgi' is none of vllm, sglang, ollama");
    }

    @Test
    void tells_of_a_port_that_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Shell.Answer answer = Shell.llmbench("simulate", "--host", "0.0.0.0", "--port", "" + taken.getLocalPort());

            assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.errLines()).hasSize(1);
            assertThat(answer.err()).contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void refuses_a_port_out_of_range() {
        Shell.Answer answer = Shell.llmbench("simulate", "--port", "70000");

        assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("--port", "70000");
    }
}
