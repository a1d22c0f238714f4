package dev.fairlead.catalog;

/**
 * Something that a function may do. The function's role on AWS allows just its grants; at home its
 * ports refuse everything else, so a grant that is missing is found by the first test.
 *
 * <p>That a function may take messages from the queues that trigger it needs no grant: it follows
 * from {@link QueueTrigger}.
 */
public sealed interface Grant {
  /** What may be done with stored things. */
  enum Access {
    /** Read and query. */
    READ,
    /** Put, delete, and check in a transaction. */
    WRITE
  }

  /** Items of a table and its indexes. */
  record Items(TableSpec table, Access access) implements Grant {}

  /** Blobs; writing is putting, and not deleting. */
  record Blobs(BucketSpec bucket, Access access) implements Grant {}

  /** Deleting blobs; finding those that there are of an owner is reading. */
  record BlobRemoval(BucketSpec bucket) implements Grant {}

  /** Sending messages. */
  record Messages(QueueSpec queue) implements Grant {}

  /** Sending messages to the queues of insights. */
  record InsightMessages() implements Grant {}

  /** Having queues of insights made, read and removed. */
  record InsightQueues() implements Grant {}

  /** Pods of the cluster that the environment names, by a kubeconfig or as an EKS role. */
  record Pods() implements Grant {}

  /** Values of secrets. Writing them is setting and deleting, and not reading. */
  record Secrets(Access access) implements Grant {}

  /** Values that secrets have and had, for whoever keeps them out of what others read. */
  record SecretHistory() implements Grant {}

  static Grant read(TableSpec table) {
    return new Items(table, Access.READ);
  }

  static Grant write(TableSpec table) {
    return new Items(table, Access.WRITE);
  }

  static Grant read(BucketSpec bucket) {
    return new Blobs(bucket, Access.READ);
  }

  static Grant write(BucketSpec bucket) {
    return new Blobs(bucket, Access.WRITE);
  }

  static Grant remove(BucketSpec bucket) {
    return new BlobRemoval(bucket);
  }

  static Grant pods() {
    return new Pods();
  }

  static Grant readSecrets() {
    return new Secrets(Access.READ);
  }

  static Grant secretHistory() {
    return new SecretHistory();
  }

  static Grant writeSecrets() {
    return new Secrets(Access.WRITE);
  }

  static Grant send(QueueSpec queue) {
    return new Messages(queue);
  }

  static Grant sendToInsights() {
    return new InsightMessages();
  }

  static Grant provideQueues() {
    return new InsightQueues();
  }
}
