/** Entry points that AWS Lambda loads. */
@NullMarked
package dev.fairlead.reapers.lambda;

import org.jspecify.annotations.NullMarked;
