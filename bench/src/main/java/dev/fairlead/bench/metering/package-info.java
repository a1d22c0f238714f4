/** All functions in one thread over ports that count what AWS would bill. */
@NullMarked
package dev.fairlead.bench.metering;

import org.jspecify.annotations.NullMarked;
