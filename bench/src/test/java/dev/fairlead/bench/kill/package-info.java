@NullMarked
package dev.fairlead.bench.kill;

import org.jspecify.annotations.NullMarked;
