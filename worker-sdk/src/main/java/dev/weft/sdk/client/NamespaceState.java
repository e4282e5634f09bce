package dev.weft.sdk.client;

/** Whether workflows may start in a namespace. */
public enum NamespaceState {
    REGISTERED,
    /** Nothing starts any more; what is there stays as long as it would have. */
    DELETED
}
