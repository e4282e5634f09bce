/** A code review agent: analysis, a decision by a person that may take days, then a merge or a refactoring. */
@NullMarked
package dev.weft.examples.review;

import org.jspecify.annotations.NullMarked;
