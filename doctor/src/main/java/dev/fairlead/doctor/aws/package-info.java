/** The only part of the check-up that speaks to AWS. */
@NullMarked
package dev.fairlead.doctor.aws;

import org.jspecify.annotations.NullMarked;
