/** What AWS Lambda loads. */
@NullMarked
package dev.fairlead.authorizer.lambda;

import org.jspecify.annotations.NullMarked;
