/** The endpoints of the worker protocol: routes on the event loop, and forwarding between instances. */
@NullMarked
package dev.weft.matching.http;

import org.jspecify.annotations.NullMarked;
