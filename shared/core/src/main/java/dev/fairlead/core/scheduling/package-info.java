/** Which waiting agenda goes next: snapshot in, decision out. */
@NullMarked
package dev.fairlead.core.scheduling;

import org.jspecify.annotations.NullMarked;
