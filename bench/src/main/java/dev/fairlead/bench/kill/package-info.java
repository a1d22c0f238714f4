/** Kills the home stack again and again, and looks whether anything was lost or done twice. */
@NullMarked
package dev.fairlead.bench.kill;

import org.jspecify.annotations.NullMarked;
