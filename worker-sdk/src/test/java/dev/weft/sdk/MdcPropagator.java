package dev.weft.sdk;

import dev.weft.core.model.Payload;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.interceptor.ContextPropagator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Lets the logging context travel: what a client logs with, its workflows and activities log with. */
public final class MdcPropagator implements ContextPropagator<Map<String, String>> {
    private static final String FIELD = "mdc";
    private final DataConverter data = new StandardDataConverter();

    @Override
    public String name() {
        return "mdc";
    }

    @Override
    public @Nullable Map<String, String> current() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return context == null || context.isEmpty() ? null : context;
    }

    @Override
    public Map<String, Payload> serialize(Map<String, String> context) {
        return Map.of(FIELD, data.toPayload(context));
    }

    @Override
    public @Nullable Map<String, String> deserialize(Map<String, Payload> header) {
        Payload field = header.get(FIELD);
        return field == null ? null : data.<Map<String, String>>fromPayload(field, Map.class);
    }

    @Override
    public void set(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
