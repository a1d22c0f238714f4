/** Entry points of the launcher's functions on AWS. */
@NullMarked
package dev.fairlead.launcher.lambda;

import org.jspecify.annotations.NullMarked;
