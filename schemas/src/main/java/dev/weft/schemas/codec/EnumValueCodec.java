package dev.weft.schemas.codec;

/** An enum constant, as its place in the declaration. */
final class EnumValueCodec implements ValueCodec {
    private final Class<?> type;
    private final Object[] constants;

    EnumValueCodec(Class<?> type) {
        this.type = type;
        this.constants = type.getEnumConstants();
    }

    @Override
    public void write(Object value, AvroOutput output) {
        output.writeInt(((Enum<?>) value).ordinal());
    }

    @Override
    public Object read(AvroInput input) {
        int ordinal = input.readInt();
        if (ordinal < 0 || ordinal >= constants.length) {
            throw new CodecException("Expected a constant of " + type.getSimpleName() + " below " + constants.length
                    + ", but it is number " + ordinal);
        }
        return constants[ordinal];
    }
}
