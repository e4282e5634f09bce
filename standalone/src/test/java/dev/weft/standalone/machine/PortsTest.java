package dev.weft.standalone.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortsTest {
    private static final String HOST = "127.0.0.1";

    @Test
    void portInUseIsRefusedWithTheOptionThatChoosesAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            assertThatThrownBy(() -> Ports.requireFree(HOST, taken.getLocalPort(), "HTTP", "--port"))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void preferredPortIsReplacedOnlyWhenItIsInUse() throws IOException {
        int free = Ports.anyFree(HOST);
        assertThat(Ports.freeOrAny(HOST, free)).isEqualTo(free);
        try (ServerSocket taken = new ServerSocket(free, 1, InetAddress.getByName(HOST))) {
            assertThat(Ports.freeOrAny(HOST, taken.getLocalPort())).isNotEqualTo(free);
        }
    }

    @Test
    void freePortIsAccepted() {
        assertThatCode(() -> Ports.requireFree(HOST, Ports.anyFree(HOST), "HTTP", "--port"))
                .doesNotThrowAnyException();
    }

    @Test
    void numberThatIsNoPortIsRefused() {
        assertThatThrownBy(() -> Ports.requireFree(HOST, 99_999, "HTTP", "--port"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Expected --port to be a port");
    }

    @Test
    void unknownHostIsRefused() {
        assertThatThrownBy(() -> Ports.requireFree("no such host", 8080, "HTTP", "--port"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("no such host");
    }
}
