package dev.weft.schemas.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Writes and reads one field of a record; primitive fields are written without boxing. */
sealed interface FieldCodec {
    /** @param owner the record */
    void write(Object owner, AvroOutput output);

    Object read(AvroInput input);

    /** @param name record and field, for messages */
    static FieldCodec of(String name, MethodHandle accessor, ValueCodec codec) {
        Class<?> type = accessor.type().returnType();
        if (type == long.class) {
            return new LongField(accessor.asType(MethodType.methodType(long.class, Object.class)));
        }
        if (type == int.class) {
            return new IntField(accessor.asType(MethodType.methodType(int.class, Object.class)));
        }
        if (type == boolean.class) {
            return new BooleanField(accessor.asType(MethodType.methodType(boolean.class, Object.class)));
        }
        return new ObjectField(name, accessor.asType(MethodType.methodType(Object.class, Object.class)), codec);
    }

    /** An accessor of a record declares no exception, so whatever it throws is unchecked. */
    private static CodecException unreadable(Object owner, Throwable cause) {
        return new CodecException(
                "Expected to read the fields of a " + owner.getClass().getSimpleName() + ", but " + cause, cause);
    }

    record LongField(MethodHandle accessor) implements FieldCodec {
        @Override
        public void write(Object owner, AvroOutput output) {
            long value;
            try {
                value = (long) accessor.invokeExact(owner);
            } catch (Throwable cause) {
                throw unreadable(owner, cause);
            }
            output.writeLong(value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readLong();
        }
    }

    record IntField(MethodHandle accessor) implements FieldCodec {
        @Override
        public void write(Object owner, AvroOutput output) {
            int value;
            try {
                value = (int) accessor.invokeExact(owner);
            } catch (Throwable cause) {
                throw unreadable(owner, cause);
            }
            output.writeInt(value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readInt();
        }
    }

    record BooleanField(MethodHandle accessor) implements FieldCodec {
        @Override
        public void write(Object owner, AvroOutput output) {
            boolean value;
            try {
                value = (boolean) accessor.invokeExact(owner);
            } catch (Throwable cause) {
                throw unreadable(owner, cause);
            }
            output.writeBoolean(value);
        }

        @Override
        public Object read(AvroInput input) {
            return input.readBoolean();
        }
    }

    record ObjectField(String name, MethodHandle accessor, ValueCodec codec) implements FieldCodec {
        @Override
        public void write(Object owner, AvroOutput output) {
            @Nullable Object value;
            try {
                value = (Object) accessor.invokeExact(owner);
            } catch (Throwable cause) {
                throw unreadable(owner, cause);
            }
            if (value == null) {
                throw new CodecException("Expected a value in " + name + ", but it is null");
            }
            codec.write(value, output);
        }

        @Override
        public Object read(AvroInput input) {
            return codec.read(input);
        }
    }
}
