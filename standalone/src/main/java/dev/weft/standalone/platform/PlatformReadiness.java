package dev.weft.standalone.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says at {@code /q/health/ready} whether a workflow that is started now would make progress. */
@Readiness
@Singleton
public final class PlatformReadiness implements HealthCheck {
    private final Platform platform;

    @Inject
    PlatformReadiness(Platform platform) {
        this.platform = platform;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("weft").status(platform.isReady()).build();
    }
}
