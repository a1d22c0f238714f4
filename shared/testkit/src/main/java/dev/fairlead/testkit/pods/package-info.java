/** Pods without a cluster. */
@NullMarked
package dev.fairlead.testkit.pods;

import org.jspecify.annotations.NullMarked;
