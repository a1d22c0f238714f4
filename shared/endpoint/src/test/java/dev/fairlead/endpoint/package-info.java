@NullMarked
package dev.fairlead.endpoint;

import org.jspecify.annotations.NullMarked;
