/** Queue workers at home, as plain processes. */
@NullMarked
package dev.fairlead.local.fleet;

import org.jspecify.annotations.NullMarked;
