package dev.fairlead.doctor;

import dev.fairlead.doctor.finding.Section;

/** Where a check-up looks. */
interface Places {
  Section machine();
}
