package dev.fairlead.aws;

import dev.fairlead.core.port.ItemStore;
import dev.fairlead.testkit.contracts.ItemStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The item store on DynamoDB Local. */
class DynamoItemStoreContractTest extends ItemStoreContract {
  private static DynamoServer server;
  private static AwsAdapters aws;

  @BeforeAll
  static void start() throws Exception {
    server = DynamoServer.start();
    aws = server.emulated().open();
  }

  @AfterAll
  static void stop() throws Exception {
    aws.close();
    server.stop();
  }

  @Override
  protected ItemStore store() {
    return aws.items();
  }
}
