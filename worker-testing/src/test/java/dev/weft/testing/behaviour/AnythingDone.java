package dev.weft.testing.behaviour;

import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.activity.DynamicActivity;
import dev.weft.sdk.data.EncodedValues;

/** Takes the activity types that nothing else takes. */
final class AnythingDone implements DynamicActivity {
    @Override
    public Object execute(EncodedValues args) {
        return Activity.getExecutionContext().getInfo().activityType() + " of " + args.get(0, String.class);
    }
}
