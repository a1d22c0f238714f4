/** Kubernetes clusters, by their API. The only user of its client. */
@NullMarked
package dev.fairlead.kubernetes;

import org.jspecify.annotations.NullMarked;
