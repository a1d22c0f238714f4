/** Makes agendas of what there is and what is wanted. */
@NullMarked
package dev.fairlead.core.planning;

import org.jspecify.annotations.NullMarked;
