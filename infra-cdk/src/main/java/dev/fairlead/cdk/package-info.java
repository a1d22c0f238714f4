/** One AWS environment, made from the catalog. */
@NullMarked
package dev.fairlead.cdk;

import org.jspecify.annotations.NullMarked;
