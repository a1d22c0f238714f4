@NullMarked
package dev.fairlead.bench.faults;

import org.jspecify.annotations.NullMarked;
