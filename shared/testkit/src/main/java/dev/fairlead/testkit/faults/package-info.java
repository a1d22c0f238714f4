/** Ports that fail as real ones do, when told to. */
@NullMarked
package dev.fairlead.testkit.faults;

import org.jspecify.annotations.NullMarked;
