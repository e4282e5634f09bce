/**
 * What programs may put around the calls of clients, workflows and activities: interceptors, and the context that
 * travels with every call. Interceptors form a chain: the first one registered is the outermost, the last link is the
 * platform or user code.
 */
@NullMarked
package dev.weft.sdk.interceptor;

import org.jspecify.annotations.NullMarked;
