/** Documents of other systems as agendas. */
@NullMarked
package dev.fairlead.core.imports;

import org.jspecify.annotations.NullMarked;
