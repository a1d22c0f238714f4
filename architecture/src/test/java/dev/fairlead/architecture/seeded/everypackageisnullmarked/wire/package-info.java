@NullMarked
package dev.fairlead.architecture.seeded.everypackageisnullmarked.wire;

import org.jspecify.annotations.NullMarked;
