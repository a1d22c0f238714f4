/** What is looked at in an environment on AWS. */
@NullMarked
package dev.fairlead.doctor.environment;

import org.jspecify.annotations.NullMarked;
