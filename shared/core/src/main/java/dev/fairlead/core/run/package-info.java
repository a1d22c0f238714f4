/** The run journal: state of one agenda as a fold of entries, and the pure step that appends. */
@NullMarked
package dev.fairlead.core.run;

import org.jspecify.annotations.NullMarked;
