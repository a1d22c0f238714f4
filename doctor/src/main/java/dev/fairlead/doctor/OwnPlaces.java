package dev.fairlead.doctor;

import dev.fairlead.doctor.aws.AwsEnvironment;
import dev.fairlead.doctor.environment.EnvironmentChecks;
import dev.fairlead.doctor.finding.Section;
import dev.fairlead.doctor.machine.MachineChecks;
import dev.fairlead.doctor.machine.OwnMachine;
import java.time.InstantSource;
import java.util.Optional;

/** This machine, and what it can reach. */
final class OwnPlaces implements Places {
  private final DoctorSettings settings;
  private final InstantSource clock;

  OwnPlaces(DoctorSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
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

  @Override
  public Section environment(String name, Optional<String> region) {
    return EnvironmentChecks.of(AwsEnvironment.bySdk(region), name, clock.instant());
  }
}
