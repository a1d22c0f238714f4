package dev.fairlead.doctor;

import dev.fairlead.doctor.finding.Section;
import dev.fairlead.doctor.machine.MachineChecks;
import dev.fairlead.doctor.machine.OwnMachine;

/** This machine. */
final class OwnPlaces implements Places {
  private final DoctorSettings settings;

  OwnPlaces(DoctorSettings settings) {
    this.settings = settings;
  }

  @Override
  public Section machine() {
    return MachineChecks.of(
        new OwnMachine(),
        settings.jdk(),
        settings.javaVersion(),
        settings.checkout(),
        settings.configHome());
  }
}
