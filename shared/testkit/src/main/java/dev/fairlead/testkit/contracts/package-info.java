/** What every implementation of a port must do: one suite a port, extended by each of them. */
@NullMarked
package dev.fairlead.testkit.contracts;

import org.jspecify.annotations.NullMarked;
