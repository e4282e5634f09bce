/**
 * Replays of recorded histories against today's code, for a build that should fail before a deployment does. Histories
 * come from files in the JSON of {@code GET /api/workflows/{id}/history}, or from the history topic of a cluster.
 */
@NullMarked
package dev.weft.testing.replay;

import org.jspecify.annotations.NullMarked;
