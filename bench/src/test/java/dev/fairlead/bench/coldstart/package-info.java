@NullMarked
package dev.fairlead.bench.coldstart;

import org.jspecify.annotations.NullMarked;
