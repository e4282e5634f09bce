package dev.weft.sdk.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.Payload;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.activity.ActivityMethod;
import dev.weft.sdk.data.StandardDataConverter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityRegistryTest {
    @ActivityInterface
    interface Payments {
        void charge(int cents);

        @ActivityMethod(name = "give-back")
        void refund();
    }

    @ActivityInterface(namePrefix = "Other")
    interface OtherPayments {
        void charge(int cents);
    }

    private static class BankPayments implements Payments {
        @Override
        public void charge(int cents) {}

        @Override
        public void refund() {}
    }

    private static final class TestPayments extends BankPayments implements OtherPayments, Runnable {
        @Override
        public void run() {}
    }

    private final ActivityRegistry registry = new ActivityRegistry();

    @Test
    void activitiesOfAllInterfacesAreFoundByType() {
        registry.register(new TestPayments());

        assertThat(registry.knownTypes()).isEqualTo("[Charge, OtherCharge, give-back]");
        assertThat(registry.find("Charge")).isPresent();
        assertThat(registry.find("Run")).isEmpty();
    }

    @Test
    void anObjectWithoutActivityInterfaceIsRefused() {
        assertThatThrownBy(() -> registry.register("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected java.lang.String to implement an interface annotated with @ActivityInterface, or DynamicActivity,"
                                + " but it implements none");
    }

    @Test
    void aClassInPlaceOfAnObjectIsRefused() {
        assertThatThrownBy(() -> registry.register(BankPayments.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected an activity object, but got the class");
    }

    @ActivityInterface
    interface Overloaded {
        void pay(int cents);

        void pay(String currency, int cents);
    }

    private static final class Overloading implements Overloaded {
        @Override
        public void pay(int cents) {}

        @Override
        public void pay(String currency, int cents) {}
    }

    @ActivityInterface
    interface BlankName {
        @ActivityMethod(name = " ")
        void pay();
    }

    @Test
    void activitiesOfOneInterfaceHaveDifferentNames() {
        assertThatThrownBy(() -> registry.register(new Overloading()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Expected one activity of type Pay in " + Overloaded.class.getName() + ", but both")
                .hasMessageEndingWith("give one of them another name with @ActivityMethod");
        assertThatThrownBy(() -> registry.register((BlankName) () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but it is blank");
    }

    @Test
    void aTypeThatIsTakenIsRefused() {
        registry.register(new BankPayments());

        assertThatThrownBy(() -> registry.register(new BankPayments()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected one implementation of activity type");
    }

    private static final class NamedInTheClass extends BankPayments {
        @Override
        @ActivityMethod(name = "charge-card")
        public void charge(int cents) {}
    }

    @Test
    void aNameInTheClassIsRefused() {
        assertThatThrownBy(() -> registry.register(new NamedInTheClass()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected @ActivityMethod on a method of an interface, but NamedInTheClass.charge has it");
    }

    record Money(int cents) {}

    interface Sending<T> {
        T send(T what);
    }

    @ActivityInterface
    interface SendingMoney extends Sending<Money> {}

    private static final class Bank implements SendingMoney {
        @Override
        public Money send(Money money) {
            return money;
        }
    }

    @Test
    void typeVariablesAreWhatTheImplementationSays() {
        registry.register(new Bank());

        assertThat(registry.find("Send")
                        .orElseThrow()
                        .arguments(new StandardDataConverter(), List.of(Payload.json("{\"cents\":7}"))))
                .containsExactly(new Money(7));
    }

    @ActivityInterface
    interface ControlName {
        @ActivityMethod(name = "a\nb")
        void act();
    }

    @ActivityInterface
    interface OurName {
        @ActivityMethod(name = "__act")
        void act();
    }

    @Test
    void namesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> registry.register((ControlName) () -> {}))
                .hasMessageMatching("Expected a name of the activity .* without control characters, but it has some");
        assertThatThrownBy(() -> registry.register((OurName) () -> {}))
                .hasMessageMatching(
                        "Expected a name without leading '__', which is the platform's, but .* is named" + " '__act'");
    }
}
