/** Services as processes of their own, on brokers of their own. */
@NullMarked
package dev.weft.e2e.cluster;

import org.jspecify.annotations.NullMarked;
