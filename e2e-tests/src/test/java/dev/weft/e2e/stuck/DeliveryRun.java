package dev.weft.e2e.stuck;

import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;

/** Runs a {@link Delivery}, in the way of one generation of the code. */
public final class DeliveryRun implements Delivery {
    private static final Duration REST = Duration.ofMinutes(5);

    private final Parcels parcels = Workflow.newActivityStub(Parcels.class, Parcels.SOON);
    private final Generation generation;
    private String place = "";
    private String recipient = "";

    DeliveryRun(Generation generation) {
        this.generation = generation;
    }

    @Override
    public String deliver(String what) {
        boolean restsFirst =
                switch (generation) {
                    case FORMER -> false;
                    case BROKEN -> true;
                    case MENDED -> Workflow.getVersion("rest", Workflow.DEFAULT_VERSION, 1) == 1;
                };
        if (restsFirst) {
            Workflow.sleep(REST);
        }
        String packed = parcels.pack(what);
        Workflow.await(() -> !place.isEmpty());
        String handedOver = parcels.handOver(place);
        Workflow.await(() -> !recipient.isEmpty());
        return packed + ", " + handedOver + ", signed by " + recipient;
    }

    @Override
    public void arrive(String where) {
        place = place.isEmpty() ? where : place;
    }

    @Override
    public void sign(String who) {
        recipient = who;
    }
}
