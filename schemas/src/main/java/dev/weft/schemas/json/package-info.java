/** Records as JSON for people: events, descriptions and answers as the REST API shows them, and events read back. */
@NullMarked
package dev.weft.schemas.json;

import org.jspecify.annotations.NullMarked;
