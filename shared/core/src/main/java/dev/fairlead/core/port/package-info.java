/** What Fairlead asks of the world: items, messages, blobs, launchers. Two implementations each. */
@NullMarked
package dev.fairlead.core.port;

import org.jspecify.annotations.NullMarked;
