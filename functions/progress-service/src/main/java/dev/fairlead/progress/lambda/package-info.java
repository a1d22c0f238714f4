/** Entry points that AWS Lambda loads. */
@NullMarked
package dev.fairlead.progress.lambda;

import org.jspecify.annotations.NullMarked;
