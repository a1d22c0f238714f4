/** Claims dispatched agendas and steps their run journals. */
@NullMarked
package dev.fairlead.resourcepool.executor;

import org.jspecify.annotations.NullMarked;
