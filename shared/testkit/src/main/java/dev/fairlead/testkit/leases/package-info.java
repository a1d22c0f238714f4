/** A driver whose resources are made of nothing, and that fails when told to. */
@NullMarked
package dev.fairlead.testkit.leases;

import org.jspecify.annotations.NullMarked;
