/** Leases by hand: asked for, shown, let go of; resources, and who may use whose blueprints. */
@NullMarked
package dev.fairlead.agendaservice.leases;

import org.jspecify.annotations.NullMarked;
