/** How many decisions a second production's contest comes to, however many agendas wait. */
@NullMarked
package dev.fairlead.bench.scheduler;

import org.jspecify.annotations.NullMarked;
