@NullMarked
package dev.fairlead.authorizer;

import org.jspecify.annotations.NullMarked;
