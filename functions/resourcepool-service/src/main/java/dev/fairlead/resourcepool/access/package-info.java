/** Commands and files on what a lease is on, for whoever holds it. */
@NullMarked
package dev.fairlead.resourcepool.access;

import org.jspecify.annotations.NullMarked;
