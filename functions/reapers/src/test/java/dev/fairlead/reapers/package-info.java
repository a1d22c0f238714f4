@NullMarked
package dev.fairlead.reapers;

import org.jspecify.annotations.NullMarked;
