package dev.weft.sdk.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.WorkflowImplementationOptions;
import dev.weft.sdk.workflow.WorkflowInit;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.lang.reflect.Type;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkflowRegistryTest {

    private static void refused(Class<?> implementation, String... parts) {
        assertThatThrownBy(() -> new WorkflowRegistry().register(implementation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected ")
                .hasMessageContainingAll(parts);
    }

    @WorkflowInterface
    public interface Good {
        @WorkflowMethod(name = "good-one")
        void run();
    }

    static class GoodRun implements Good {
        @Override
        public void run() {}
    }

    static class OtherGoodRun extends GoodRun {}

    @Test
    void typesAreNamedByTheirInterfaces() {
        assertThat(new WorkflowRegistry().register(GoodRun.class).workflowTypes())
                .containsExactly("good-one");
    }

    @Test
    void aTypeHasOneImplementation() {
        assertThatThrownBy(() -> new WorkflowRegistry().register(GoodRun.class, OtherGoodRun.class))
                .hasMessageContaining("Expected one implementation of workflow type good-one, but both");
    }

    @Test
    void interfacesAndClassesWithoutAWorkflowAreRefused() {
        refused(Good.class, "a class that implements a workflow", "is abstract");
        refused(
                String.class,
                "to implement one interface with a @WorkflowMethod, or DynamicWorkflow, but it implements 0");
    }

    @Test
    void anInterfaceIsEnoughForAFactory() {
        WorkflowRegistry registry = new WorkflowRegistry().register(Good.class, () -> () -> {});

        assertThat(registry.workflowTypes()).containsExactly("good-one");
    }

    static final class NoConstructor implements Good {
        NoConstructor(int number) {}

        @Override
        public void run() {}
    }

    static final class WrongInit implements Good {
        @WorkflowInit
        WrongInit(int number) {}

        @Override
        public void run() {}
    }

    @Test
    void constructorsMustFit() {
        refused(NoConstructor.class, "a constructor without parameters", "@WorkflowInit");
        refused(WrongInit.class, "to take what its workflow method takes, but it takes [int]");
    }

    @WorkflowInterface
    public interface Unmarked extends Good {
        void what();
    }

    abstract static class Base implements Good {
        @Override
        public void run() {}
    }

    static final class UnmarkedRun extends Base implements Unmarked {
        @Override
        public void what() {}
    }

    @WorkflowInterface
    public interface LoudSignal extends Good {
        @SignalMethod
        int shout();
    }

    static final class LoudSignalRun extends Base implements LoudSignal {
        @Override
        public int shout() {
            return 1;
        }
    }

    @WorkflowInterface
    public interface MuteQuery extends Good {
        @QueryMethod
        void ask();
    }

    static final class MuteQueryRun extends Base implements MuteQuery {
        @Override
        public void ask() {}
    }

    @WorkflowInterface
    public interface Reserved extends Good {
        @QueryMethod(name = "__mine")
        int ask();
    }

    static final class ReservedRun extends Base implements Reserved {
        @Override
        public int ask() {
            return 1;
        }
    }

    @WorkflowInterface
    public interface Twins extends Good {
        @SignalMethod(name = "same")
        void one();

        @SignalMethod(name = "same")
        void two();
    }

    static final class TwinsRun extends Base implements Twins {
        @Override
        public void one() {}

        @Override
        public void two() {}
    }

    @WorkflowInterface
    public interface Validators extends Good {
        @UpdateMethod
        int add(int number);

        @UpdateValidatorMethod(updateName = "add")
        void check(String number);
    }

    static final class ValidatorsRun extends Base implements Validators {
        @Override
        public int add(int number) {
            return number;
        }

        @Override
        public void check(String number) {}
    }

    @WorkflowInterface
    public interface TwoMains {
        @WorkflowMethod
        void run();

        @WorkflowMethod(name = "other")
        void walk();
    }

    static final class TwoMainsRun extends Base implements TwoMains {
        @Override
        public void walk() {}
    }

    @WorkflowInterface
    public interface Ambiguous extends Good {
        @SignalMethod
        @QueryMethod
        int what();
    }

    static final class AmbiguousRun extends Base implements Ambiguous {
        @Override
        public int what() {
            return 1;
        }
    }

    @WorkflowInterface
    public interface BlankName extends Good {
        @SignalMethod(name = " ")
        void what();
    }

    static final class BlankNameRun extends Base implements BlankName {
        @Override
        public void what() {}
    }

    @Test
    void contractsThatCannotBeAreRefused() {
        refused(TwoMainsRun.class, "one @WorkflowMethod in", "but there are 2");
        refused(AmbiguousRun.class, "one annotation on Ambiguous.what, but it is marked as");
        refused(BlankNameRun.class, "a name of BlankName.what, but it is blank");
        refused(UnmarkedRun.class, "an annotation that says what Unmarked.what is for");
        refused(LoudSignalRun.class, "LoudSignal.shout to return nothing, but it returns int");
        refused(MuteQueryRun.class, "query MuteQuery.ask to return its answer");
        refused(ReservedRun.class, "a name without leading '__'", "'__mine'");
        refused(TwinsRun.class, "one Signal named 'same'", "both");
        refused(ValidatorsRun.class, "an @UpdateMethod 'add' with the parameters of its validator Validators.check");
    }

    @WorkflowInterface
    public interface Stopping {
        @SignalMethod
        void stop();
    }

    @WorkflowInterface
    public interface Halting {
        @SignalMethod(name = "stop")
        void halt();
    }

    static final class StopsTwice extends Base implements Stopping, Halting {
        @Override
        public void stop() {}

        @Override
        public void halt() {}
    }

    @WorkflowInterface
    public interface AlsoStopping {
        @SignalMethod
        void stop();
    }

    static final class StopsOnce extends Base implements Stopping, AlsoStopping {
        @Override
        public void stop() {}
    }

    @Test
    void aNameHasOneHandlerOverAllInterfaces() {
        refused(StopsTwice.class, "one Signal named 'stop' in", "StopsTwice", "but both stop and halt are");

        assertThat(new WorkflowRegistry().register(StopsOnce.class).workflowTypes())
                .containsExactly("good-one");
    }

    @WorkflowInterface
    public interface TakesAnything {
        @WorkflowMethod
        void run(Object input);
    }

    static final class Overloaded implements TakesAnything {
        @Override
        public void run(Object input) {}

        public void run(String input) {}

        public void run(Integer input) {}
    }

    public interface Taking<T> {
        @SignalMethod
        void take(T input);
    }

    @WorkflowInterface
    public interface TakingNumbers extends Good, Taking<Number> {}

    static class TakesNumbers extends Base implements TakingNumbers {
        @Override
        public void take(Number input) {}
    }

    static final class TakesTooMuch extends TakesNumbers {
        public void take(Integer input) {}
    }

    private static Type parameterOf(Class<?> implementation, String method) {
        WorkflowDefinition definition =
                WorkflowDefinition.of(implementation, null, WorkflowImplementationOptions.DEFAULT);
        return Stream.concat(Stream.of(definition.main()), definition.handlers().stream())
                .filter(handler -> handler.method().getName().equals(method))
                .map(handler -> handler.parameterTypes()[0])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void overloadsAreNotTakenForTheDeclaredMethod() {
        assertThat(parameterOf(Overloaded.class, "run")).isEqualTo(Object.class);
        assertThat(parameterOf(TakesNumbers.class, "take")).isEqualTo(Number.class);
        refused(TakesTooMuch.class, "one method that implements Taking.take", "but several fit");
    }

    static final class SignalOfItsOwn extends Base {
        @SignalMethod
        public void add(String item) {}
    }

    static final class MarkedTwice extends Base implements Stopping {
        @Override
        @SignalMethod
        public void stop() {}
    }

    @Test
    void annotationsOfTheClassAloneAreRefused() {
        refused(
                SignalOfItsOwn.class,
                "the Signal 'add' of",
                "SignalOfItsOwn to be declared in an interface marked with @WorkflowInterface, but only the class has it");

        assertThat(new WorkflowRegistry().register(MarkedTwice.class).workflowTypes())
                .containsExactly("good-one");
    }
}
