/** Serves leases: finds, builds, prepares and takes away what they are on. */
@NullMarked
package dev.fairlead.resourcepool.allocator;

import org.jspecify.annotations.NullMarked;
