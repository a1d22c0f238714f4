/** Operations as pods: started by orders, watched, told of, and reaped. */
@NullMarked
package dev.fairlead.launcher;

import org.jspecify.annotations.NullMarked;
