package dev.weft.matching.ownership;

import java.net.URI;
import java.util.Map;

/** Tells an instance about owners without a group. */
public final class KnownOwners {
    private KnownOwners() {}

    public static void tell(Owners owners, Map<Integer, URI> endpoints) {
        owners.replace(endpoints);
    }
}
