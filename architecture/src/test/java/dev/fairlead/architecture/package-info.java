/** Rules that hold over all modules, and a seeded violation of each. */
@NullMarked
package dev.fairlead.architecture;

import org.jspecify.annotations.NullMarked;
