package dev.weft.schemas.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A record with a field of every kind, to try codecs on. */
public record Parcel(
        String id,
        int weightGrams,
        long serial,
        boolean fragile,
        double price,
        byte[] seal,
        Instant sent,
        Duration patience,
        Grade grade,
        Address from,
        Content content,
        List<Parcel> inner,
        Map<String, List<Address>> stops) {

    public static final Parcel SAMPLE = new Parcel(
            "p-1",
            250,
            -9,
            true,
            12.5,
            new byte[] {1, 2, 3},
            Instant.ofEpochMilli(1_700_000_000_123L),
            Duration.ofSeconds(90),
            Grade.EXPRESS,
            new Address("Kiel", 7),
            new Content.Goods.Book("Ulysses"),
            List.of(),
            Map.of("b", List.of(new Address("Bonn", 1)), "a", List.of()));

    public enum Grade {
        NORMAL,
        EXPRESS
    }

    public record Address(String town, int house) {
        public static final Address NONE = new Address("nowhere", -1);

        public Address {
            if (house == 13) {
                throw new IllegalArgumentException("Expected another house than 13, but got it");
            }
        }
    }

    public sealed interface Content {
        record Empty() implements Content {}

        sealed interface Goods extends Content {
            record Book(String title) implements Goods {}

            record Fruit(String kind, int pieces) implements Goods {}
        }
    }

    public Parcel withInner(Parcel... parcels) {
        return new Parcel(
                id,
                weightGrams,
                serial,
                fragile,
                price,
                seal,
                sent,
                patience,
                grade,
                from,
                content,
                List.of(parcels),
                stops);
    }

    public Parcel withFrom(Address address) {
        return new Parcel(
                id, weightGrams, serial, fragile, price, seal, sent, patience, grade, address, content, inner, stops);
    }

    public Parcel withContent(Content other) {
        return new Parcel(
                id, weightGrams, serial, fragile, price, seal, sent, patience, grade, from, other, inner, stops);
    }
}
