/** What people tell agendas: cancel, pause, resume. */
@NullMarked
package dev.fairlead.agendaservice.signal;

import org.jspecify.annotations.NullMarked;
