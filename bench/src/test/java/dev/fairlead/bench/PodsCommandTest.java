package dev.fairlead.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PodsCommandTest {
  @Test
  void saysInOneLineThatThereIsNoCluster() {
    var said = new StringWriter();
    int code =
        BenchMain.commandLine()
            .setErr(new PrintWriter(said, true))
            .execute("pods", "--kube-context", "no-such-context");

    assertThat(code).isEqualTo(2);
    assertThat(said.toString().lines())
        .singleElement()
        .asString()
        .startsWith("fairlead bench pods needs a cluster: ")
        .contains("no context no-such-context");
  }
}
