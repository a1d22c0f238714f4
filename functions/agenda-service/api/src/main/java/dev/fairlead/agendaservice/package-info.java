/** Agendas: submit, list, document; and API tokens. */
@NullMarked
package dev.fairlead.agendaservice;

import org.jspecify.annotations.NullMarked;
