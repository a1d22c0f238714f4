/** Shells between AWS Lambda's events and our functions; the embedded host calls them too. */
@NullMarked
package dev.fairlead.lambda;

import org.jspecify.annotations.NullMarked;
