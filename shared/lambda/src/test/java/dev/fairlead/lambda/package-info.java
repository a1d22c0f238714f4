@NullMarked
package dev.fairlead.lambda;

import org.jspecify.annotations.NullMarked;
