/** The agenda document, its graph and its references. */
@NullMarked
package dev.fairlead.core.agenda;

import org.jspecify.annotations.NullMarked;
