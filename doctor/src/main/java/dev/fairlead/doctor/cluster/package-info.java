/** What is looked at in a Kubernetes cluster. */
@NullMarked
package dev.fairlead.doctor.cluster;

import org.jspecify.annotations.NullMarked;
