package dev.weft.schemas.codec;

import dev.weft.schemas.codec.TypeShape.Scalar;
import java.time.Duration;
import java.time.Instant;

/** Values that are neither composed nor named. */
enum ScalarCodec implements ValueCodec {
    STRING {
        @Override
        public void write(Object value, AvroOutput output) {
            output.writeString((String) value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readString();
        }
    },
    INT {
        @Override
        public void write(Object value, AvroOutput output) {
            output.writeInt((Integer) value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readInt();
        }
    },
    LONG {
        @Override
        public void write(Object value, AvroOutput output) {
            output.writeLong((Long) value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readLong();
        }
    },
    BOOLEAN {
        @Override
        public void write(Object value, AvroOutput output) {
            output.writeBoolean((Boolean) value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readBoolean();
        }
    },
    DOUBLE {
        @Override
        public void write(Object value, AvroOutput output) {
            output.writeDouble((Double) value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readDouble();
        }
    },
    BYTES {
        @Override
        public void write(Object value, AvroOutput output) {
            output.writeBytes((byte[]) value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readBytes();
        }
    },
    INSTANT {
        @Override
        public void write(Object value, AvroOutput output) {
            output.writeLong(EpochMillis.of((Instant) value));
        }

        @Override
        public Object read(AvroInput input) {
            return EpochMillis.toInstant(input.readLong());
        }
    },
    DURATION {
        @Override
        public void write(Object value, AvroOutput output) {
            output.writeLong(EpochMillis.of((Duration) value));
        }

        @Override
        public Object read(AvroInput input) {
            return EpochMillis.toDuration(input.readLong());
        }
    };

    static ScalarCodec of(Scalar scalar) {
        return switch (scalar) {
            case STRING -> STRING;
            case INT -> INT;
            case LONG -> LONG;
            case BOOLEAN -> BOOLEAN;
            case DOUBLE -> DOUBLE;
            case BYTES -> BYTES;
            case INSTANT -> INSTANT;
            case DURATION -> DURATION;
        };
    }
}
