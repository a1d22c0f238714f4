/** Entry points that AWS Lambda loads. */
@NullMarked
package dev.fairlead.resourcepool.lambda;

import org.jspecify.annotations.NullMarked;
