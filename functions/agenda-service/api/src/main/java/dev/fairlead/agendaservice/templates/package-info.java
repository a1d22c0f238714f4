/** Agenda templates: kept, planned and run. */
@NullMarked
package dev.fairlead.agendaservice.templates;

import org.jspecify.annotations.NullMarked;
