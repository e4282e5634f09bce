package dev.weft.testing.codec;

import dev.weft.core.model.Payload;
import dev.weft.sdk.data.PayloadBytes;
import dev.weft.sdk.data.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses payloads, also those that grow by it. */
public final class GzipCodec implements PayloadCodec {
    private static final String ENCODING = "gzip";

    @Override
    public Payload encode(Payload payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(PayloadBytes.write(payload));
        }
        return new Payload(ENCODING, Map.of(), bytes.toByteArray());
    }

    @Override
    public Payload decode(Payload payload) throws IOException {
        if (!payload.encoding().equals(ENCODING)) {
            return payload;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(payload.data()))) {
            return PayloadBytes.read(gzip.readAllBytes());
        }
    }
}
