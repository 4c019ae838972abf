package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizeRoutesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | /tokenize | {\"model\":\"m\",\"prompt\":\"a\\nb\",\"add_special_tokens\":true}",
                "1 | /tokenize | {\"content\":\"a\\nb\",\"add_special\":true}",
                "2 | /extras/tokenize | {\"model\":\"m\",\"input\":\"a\\nb\"}",
                "3 | /tokenize | {\"inputs\":\"a\\nb\"}"
            })
    void ask_as_their_server_wants(int route, String path, String body) {
        var request = new OpenAiChatProtocol().tokenizeRoutes().get(route).encode("m", "a\nb", true);

        assertThat(request.path()).isEqualTo(path);
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COUNTED | {\"count\":2,\"max_model_len\":9,\"tokens\":[1,70000],\"token_strs\":null}",
                "LLAMA_CPP | {\"tokens\":[1,70000]}",
                "LLAMA_CPP_PYTHON | {\"tokens\":[1,70000]}",
                "TGI | [{\"id\":1,\"text\":\"a\",\"start\":0,\"stop\":1},{\"text\":\"b\",\"id\":70000}]"
            })
    void read_the_ids(TokenizeRoutes route, String body) {
        assertThat(route.decode(body.getBytes(StandardCharsets.UTF_8)))
                .hasValueSatisfying(ids -> assertThat(ids).containsExactly(1, 70000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COUNTED | {\"tokens\":[]}",
                "COUNTED | {\"error\":\"no\"}",
                "LLAMA_CPP | {\"tokens\":[1,-2]}",
                "LLAMA_CPP | {\"tokens\":[{\"id\":1}]}",
                "LLAMA_CPP | {\"tokens\":[99999999999]}",
                "LLAMA_CPP | {\"tokens\":[1",
                "LLAMA_CPP_PYTHON | ``",
                "TGI | {\"tokens\":[1]}",
                "TGI | [{\"text\":\"a\"}]"
            })
    void refuse_other_answers(TokenizeRoutes route, String body) {
        assertThat(route.decode(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
