/** Exclusive rights with an epoch that fences old holders. */
@NullMarked
package dev.fairlead.core.claim;

import org.jspecify.annotations.NullMarked;
