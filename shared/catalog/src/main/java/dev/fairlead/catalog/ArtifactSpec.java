package dev.fairlead.catalog;

/**
 * What is deployed: each a module of the build, whose {@code target/function} holds the jars that
 * AWS Lambda puts on the class path.
 */
public enum ArtifactSpec {
  /** Small, because every cold call waits for it first. */
  AUTHORIZER("functions/agenda-service/authorizer"),
  AGENDA_SERVICE("functions/agenda-service/api"),
  PROGRESS_SERVICE("functions/progress-service"),
  RESOURCEPOOL_SERVICE("functions/resourcepool-service"),
  /** Apart, because the client of Kubernetes is larger than all of the others. */
  LAUNCHER("functions/launcher"),
  REAPERS("functions/reapers");

  private final String module;

  ArtifactSpec(String module) {
    this.module = module;
  }

  /** Folder of the module, from the root of the checkout. */
  public String module() {
    return module;
  }

  /** Folder that is deployed, from the root of the checkout; there once the module is packaged. */
  public String folder() {
    return module + "/target/function";
  }

  /** Folder of the jars in it, from the root of the checkout. */
  public String libraries() {
    return folder() + "/lib";
  }
}
