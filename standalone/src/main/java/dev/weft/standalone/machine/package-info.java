/** What a start needs of the machine: free ports and a data directory of its own. */
@NullMarked
package dev.weft.standalone.machine;

import org.jspecify.annotations.NullMarked;
