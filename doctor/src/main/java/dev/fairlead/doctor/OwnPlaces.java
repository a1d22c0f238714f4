package dev.fairlead.doctor;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.core.port.PortException;
import dev.fairlead.doctor.aws.AwsEnvironment;
import dev.fairlead.doctor.cluster.ClusterChecks;
import dev.fairlead.doctor.environment.EnvironmentChecks;
import dev.fairlead.doctor.finding.Section;
import dev.fairlead.doctor.machine.MachineChecks;
import dev.fairlead.doctor.machine.OwnMachine;
import dev.fairlead.kubernetes.KubernetesAdapters;
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
  public Section environment(EnvironmentName name, Optional<String> region) {
    return EnvironmentChecks.of(AwsEnvironment.bySdk(region), name, clock.instant());
  }

  @Override
  public Section cluster(Optional<String> context, Optional<String> namespace) {
    try (var kubernetes = KubernetesAdapters.open(context)) {
      return ClusterChecks.of(
          kubernetes.cluster(), kubernetes.context(), namespace.orElseGet(kubernetes::namespace));
    } catch (PortException failure) {
      return ClusterChecks.unreached(context, failure);
    }
  }
}
