/** When the queue of an insight comes, is read, rests and goes. */
@NullMarked
package dev.fairlead.core.provisioning;

import org.jspecify.annotations.NullMarked;
