/** What is written, by subject: the committed schemas, their ids and the codecs. */
@NullMarked
package dev.weft.schemas.subject;

import org.jspecify.annotations.NullMarked;
