/** Acceptance of an agenda: all of it or nothing. */
@NullMarked
package dev.fairlead.agendaservice.submit;

import org.jspecify.annotations.NullMarked;
