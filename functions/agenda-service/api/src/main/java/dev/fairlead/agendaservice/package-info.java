/** Agendas: submit, list, document; API tokens; secrets. */
@NullMarked
package dev.fairlead.agendaservice;

import org.jspecify.annotations.NullMarked;
