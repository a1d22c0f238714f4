package dev.fairlead.architecture.seeded.environmentisreadonce.aws;

import java.util.Optional;

record SeededRegion() {
  Optional<String> asked() {
    return Optional.ofNullable(System.getenv("REGION"));
  }
}
