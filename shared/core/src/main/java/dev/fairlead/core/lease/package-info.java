/**
 * Leases on shared things: what a blueprint makes, who holds it, and by what rules. No clock, no
 * store and nothing external: the allocator's function applies what is decided here.
 */
@NullMarked
package dev.fairlead.core.lease;

import org.jspecify.annotations.NullMarked;
