/** Customers, insights and resource pools: made, shared, changed and deleted. */
@NullMarked
package dev.fairlead.agendaservice.objects;

import org.jspecify.annotations.NullMarked;
