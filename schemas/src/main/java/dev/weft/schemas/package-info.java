/** What is written to topics: Avro schemas, codecs, topic names and routing. */
@NullMarked
package dev.weft.schemas;

import org.jspecify.annotations.NullMarked;
