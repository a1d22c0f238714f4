/** First in, first out. */
@NullMarked
package dev.fairlead.core.scheduling.fifo;

import org.jspecify.annotations.NullMarked;
