/** The functions as they are deployed, under the real runtime client, from fork to first answer. */
@NullMarked
package dev.fairlead.bench.coldstart;

import org.jspecify.annotations.NullMarked;
