/** Doing an agenda again. */
@NullMarked
package dev.fairlead.agendaservice.rerun;

import org.jspecify.annotations.NullMarked;
