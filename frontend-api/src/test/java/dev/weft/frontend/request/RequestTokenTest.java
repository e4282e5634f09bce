package dev.weft.frontend.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.problem.Problem;
import org.junit.jupiter.api.Test;

class RequestTokenTest {

    @Test
    void tokenNamesItsRequest() {
        RequestToken token = new RequestToken(new ExecutionKey("ns", "a/b ü"), "r:1");

        assertThat(RequestToken.decode(token.encoded())).isEqualTo(token);
        assertThat(token.encoded()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void otherTextIsNoToken() {
        assertThatThrownBy(() -> RequestToken.decode("%%%")).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> RequestToken.decode("")).isInstanceOf(Problem.class);
    }
}
