package dev.weft.e2e.stuck;

import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;

/** Two generations of a workflow, which take different inputs. */
final class Weighings {
    private static final String TYPE = "Weighing";

    private Weighings() {}

    /** Takes a number. */
    @WorkflowInterface
    public interface OfNumber {
        @WorkflowMethod(name = TYPE)
        String weigh(int grams);
    }

    /** Takes an object. */
    @WorkflowInterface
    public interface OfObject {
        record Weight(int amount, String unit) {}

        @WorkflowMethod(name = TYPE)
        String weigh(Weight weight);
    }

    /** Cannot read what clients send by now. */
    public static final class Former implements OfNumber {
        @Override
        public String weigh(int grams) {
            return grams + " g";
        }
    }

    /** Can. */
    public static final class Mended implements OfObject {
        @Override
        public String weigh(Weight weight) {
            return weight.amount() + " " + weight.unit();
        }
    }
}
