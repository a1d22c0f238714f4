/** Progress of agendas: the run as it stands, what happened, what was printed. */
@NullMarked
package dev.fairlead.progress;

import org.jspecify.annotations.NullMarked;
