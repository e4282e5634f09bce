/** Namespaces: workflows that are kept apart from each other, and how long they are kept. */
@NullMarked
package dev.weft.frontend.namespace;

import org.jspecify.annotations.NullMarked;
