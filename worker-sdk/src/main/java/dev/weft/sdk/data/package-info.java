/** How values and exceptions of user code become payloads and failures of the platform, and back. */
@NullMarked
package dev.weft.sdk.data;

import org.jspecify.annotations.NullMarked;
