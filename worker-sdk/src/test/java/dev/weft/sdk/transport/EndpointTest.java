package dev.weft.sdk.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @Test
    void schemePortAndPathAreRead() {
        assertThat(Endpoint.parse("https://weft.example/api/"))
                .isEqualTo(new Endpoint(true, "weft.example", 443, "/api"));
        assertThat(Endpoint.parse("http://localhost:8080")).isEqualTo(new Endpoint(false, "localhost", 8080, ""));
        assertThat(Endpoint.parse("localhost:9000")).isEqualTo(new Endpoint(false, "localhost", 9000, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "http://", "not a url", ""})
    void anythingElseIsRefused(String url) {
        assertThatThrownBy(() -> Endpoint.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a URL like http://localhost:8080, but got '" + url + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:99999", "localhost:65536", "localhost:0"})
    void aPortThatCannotBeIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(url))
                .withMessage("Expected a port from 1 to 65535 in the URL, but got '" + url + "'");
    }
}
