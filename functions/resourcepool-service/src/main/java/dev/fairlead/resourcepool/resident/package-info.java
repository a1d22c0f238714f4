/** Operation types whose work the executor does itself. */
@NullMarked
package dev.fairlead.resourcepool.resident;

import org.jspecify.annotations.NullMarked;
