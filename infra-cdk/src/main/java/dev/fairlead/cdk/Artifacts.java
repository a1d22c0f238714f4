package dev.fairlead.cdk;

import dev.fairlead.catalog.ArtifactSpec;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was built to be deployed.
 *
 * @param root folder of the checkout
 */
record Artifacts(Path root) {
  /**
   * The folder that becomes the functions' code.
   *
   * @throws IllegalArgumentException when it was not built
   */
  Path folder(ArtifactSpec artifact) {
    Path folder = root.resolve(artifact.folder());
    if (!Files.isDirectory(folder.resolve("lib"))) {
      throw new IllegalArgumentException(
          "no " + artifact.folder() + "/lib; build the functions first: ./build verify");
    }
    return folder;
  }
}
