/** The queues of insights, which come and go with them. */
@NullMarked
package dev.fairlead.resourcepool.provisioner;

import org.jspecify.annotations.NullMarked;
