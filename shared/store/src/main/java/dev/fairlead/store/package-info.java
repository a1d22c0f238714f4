/** Rows: key layout and stored formats. The customer comes first in every key of a tenant. */
@NullMarked
package dev.fairlead.store;

import org.jspecify.annotations.NullMarked;
