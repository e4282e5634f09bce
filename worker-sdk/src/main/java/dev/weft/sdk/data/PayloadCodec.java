package dev.weft.sdk.data;

import dev.weft.core.model.Payload;

/**
 * Changes payloads after they were written and before they are read: encrypts or compresses them, for example. See
 * {@link CodecDataConverter} for what is encoded. Implementations are thread-safe and quick: they run on the threads of
 * workflow code, which must not wait.
 */
public interface PayloadCodec {

    /**
     * Another payload that holds {@code payload} whole, its encoding and metadata included; {@link PayloadBytes} helps.
     * Need not be deterministic: workflow code reads on replay what was written once.
     *
     * @param payload never {@link Payload#NONE}
     * @throws Exception when that is not possible; see {@link PayloadCodecException}
     */
    Payload encode(Payload payload) throws Exception;

    /**
     * What {@link #encode} was given. A payload that this codec has not encoded, which it tells by the encoding, comes
     * back as it is: clients may send plain JSON, and histories are older than codecs.
     *
     * @throws Exception when that is not possible; see {@link PayloadCodecException}
     */
    Payload decode(Payload payload) throws Exception;
}
