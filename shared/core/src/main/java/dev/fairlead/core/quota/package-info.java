/** Amounts of what agendas use, limits on them, and who may hold how much of them. */
@NullMarked
package dev.fairlead.core.quota;

import org.jspecify.annotations.NullMarked;
