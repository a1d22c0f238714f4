/** Servers outside that a test makes up. */
@NullMarked
package dev.fairlead.testkit.http;

import org.jspecify.annotations.NullMarked;
