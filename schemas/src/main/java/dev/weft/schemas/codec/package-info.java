/** Between Java records and Avro binary in the Confluent wire format. Knows no particular record. */
@NullMarked
package dev.weft.schemas.codec;

import org.jspecify.annotations.NullMarked;
