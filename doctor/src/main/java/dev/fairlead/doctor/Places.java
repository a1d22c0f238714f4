package dev.fairlead.doctor;

import dev.fairlead.doctor.finding.Section;
import java.util.Optional;

/** Where a check-up looks. */
interface Places {
  Section machine();

  /**
   * An environment on AWS.
   *
   * @param region by the SDK's own chain unless given
   */
  Section environment(String name, Optional<String> region);
}
