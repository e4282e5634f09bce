package dev.weft.frontend.namespace;

import java.util.List;

/** All namespaces, by name. */
public record NamespacesView(List<NamespaceView> namespaces) {}
