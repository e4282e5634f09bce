package dev.weft.sdk.workflow;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Arguments that have not been read yet, as dynamic handlers get them. */
public interface EncodedValues {

    int size();

    /** The argument at {@code index}, from 0; absent when there are not so many. */
    <T> @Nullable T get(int index, Class<T> type);

    /** As {@link #get(int, Class)}, for generic types. The caller says what the type stands for. */
    <T> @Nullable T get(int index, Type type);
}
