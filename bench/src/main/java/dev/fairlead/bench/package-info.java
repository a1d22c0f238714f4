/** Kill, fault and speed benches: figures and promises, measured on what was built. */
@NullMarked
package dev.fairlead.bench;

import org.jspecify.annotations.NullMarked;
