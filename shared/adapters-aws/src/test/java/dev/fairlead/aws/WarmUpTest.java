package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.FunctionSpec;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void readsOnceBeforeLambdaTakesItsSnapshot() throws IOException {
    try (var server = RawServer.answering(400, "ResourceNotFoundException");
        var _ =
            EmulatedAws.with()
                .dynamoDb(server.address())
                .openBeforeSnapshot(FunctionSpec.AUTHORIZER)) {
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void startsAllTheSameWhenTheStoreDoesNotAnswer() throws IOException {
    try (var server = RawServer.answering(500, "InternalServerError");
        var aws =
            EmulatedAws.with()
                .dynamoDb(server.address())
                .openBeforeSnapshot(FunctionSpec.AGENDA_SERVICE)) {
      assertThat(server.requests()).isPositive();
      assertThat(aws.ports()).isNotNull();
    }
  }

  @Test
  void callsNothingWhenTheFirstCallerIsWaiting() throws IOException {
    try (var server = RawServer.answering(500, "InternalServerError");
        var _ = EmulatedAws.with().dynamoDb(server.address()).openForCall(FunctionSpec.EXECUTOR)) {
      assertThat(server.requests()).isZero();
    }
  }
}
