package dev.fairlead.local.process;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM with a launcher, to be killed. */
final class LauncherToKill {
  private LauncherToKill() {}

  public static void main(String[] arguments) throws InterruptedException {
    var root = Path.of(arguments[0]);
    var fixture = new LauncherFixture(root);
    fixture
        .launcher()
        .launch(LauncherFixture.script("a", "echo start >> starts; echo > ready; cat go"));
    new CountDownLatch(1).await();
  }
}
