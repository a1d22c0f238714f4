/** Which secrets there are; their values are behind a port of their own. */
@NullMarked
package dev.fairlead.store.secret;

import org.jspecify.annotations.NullMarked;
