/** The embedded host: every function in one JVM, called through the shells AWS would call. */
@NullMarked
package dev.fairlead.local;

import org.jspecify.annotations.NullMarked;
