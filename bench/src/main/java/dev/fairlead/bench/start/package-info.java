/** How long a user waits for a first answer. */
@NullMarked
package dev.fairlead.bench.start;

import org.jspecify.annotations.NullMarked;
