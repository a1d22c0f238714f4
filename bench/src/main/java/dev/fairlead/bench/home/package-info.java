/** The built stack as others run it: child processes, and HTTP. */
@NullMarked
package dev.fairlead.bench.home;

import org.jspecify.annotations.NullMarked;
