package dev.weft.testing;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.DynamicActivity;
import dev.weft.sdk.data.EncodedValues;
import dev.weft.sdk.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Activities as functions by their type, for a test that has no use for their interfaces. Register it with a worker like
 * any activity; implementations of activity interfaces win over it. Thread-safe.
 */
public final class MockedActivities implements DynamicActivity {
    private final Map<String, Mock> mocks = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** What an activity does instead of what it would do. */
    @FunctionalInterface
    public interface Mock {
        @Nullable
        Object execute(EncodedValues args) throws Exception;
    }

    /** As {@link #with}, for the first one. */
    public static MockedActivities of(String activityType, Mock mock) {
        return new MockedActivities().with(activityType, mock);
    }

    private MockedActivities() {}

    /** One more, in place of an earlier one of the same type. */
    public MockedActivities with(String activityType, Mock mock) {
        mocks.put(activityType, mock);
        return this;
    }

    /** The types of all attempts so far, in the order in which they began. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public @Nullable Object execute(EncodedValues args) throws Exception {
        String type = Activity.getExecutionContext().getInfo().activityType();
        calls.add(type);
        Mock mock = mocks.get(type);
        if (mock == null) {
            throw ApplicationFailure.nonRetryable(
                    "Expected a mock of activity type " + type + ", but there are " + new TreeSet<>(mocks.keySet()),
                    "ActivityNotMocked");
        }
        return mock.execute(args);
    }
}
