/** A driver and an interface that plug in. */
@NullMarked
package dev.fairlead.examples.snapshot;

import org.jspecify.annotations.NullMarked;
