/** What handlers are written with; what runs one is told by its environment. */
@NullMarked
package dev.fairlead.sdk;

import org.jspecify.annotations.NullMarked;
