/** A queue-driven handler: takes attempts from a work queue, reports to the completion queue. */
@NullMarked
package dev.fairlead.worker;

import org.jspecify.annotations.NullMarked;
