package dev.fairlead.doctor;

import dev.fairlead.catalog.EnvironmentName;
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
  Section environment(EnvironmentName name, Optional<String> region);

  /**
   * A Kubernetes cluster.
   *
   * @param context of the kubeconfig; its current one unless given
   * @param namespace the context's unless given
   */
  Section cluster(Optional<String> context, Optional<String> namespace);
}
