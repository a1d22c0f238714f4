/** Operations as processes of this machine, started at most once an attempt, whatever is killed. */
@NullMarked
package dev.fairlead.local.process;

import org.jspecify.annotations.NullMarked;
