@NullMarked
package dev.fairlead.reapers.lambda;

import org.jspecify.annotations.NullMarked;
