package dev.fairlead.core.lease;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to serve leases of one type from, as it was read.
 *
 * @param blueprints those of the type, by id
 * @param resources all that they made and that is not destroyed
 * @param drivers of these blueprints, by name
 */
public record Supply(
    Instant now,
    SortedMap<String, Blueprint> blueprints,
    List<Resource> resources,
    Map<String, BlueprintDriver> drivers) {
  public Supply {
    blueprints = Collections.unmodifiableSortedMap(new TreeMap<>(blueprints));
    resources = List.copyOf(resources);
    drivers = Map.copyOf(drivers);
  }

  /** What made a resource of this supply. */
  Blueprint blueprintOf(Resource resource) {
    return Optional.ofNullable(blueprints.get(resource.origin().blueprint())).orElseThrow();
  }

  /** Who knows the resources of a blueprint that has a driver. */
  BlueprintDriver driverOf(Blueprint blueprint) {
    return Optional.ofNullable(drivers.get(blueprint.type())).orElseThrow();
  }
}
