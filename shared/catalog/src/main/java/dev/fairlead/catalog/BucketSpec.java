package dev.fairlead.catalog;

/** The buckets. */
public enum BucketSpec {
  /** Documents, payloads and results above 8 KiB, named by their SHA-256, a folder a customer. */
  BLOBS("blobs");

  private final String bucketName;

  BucketSpec(String bucketName) {
    this.bucketName = bucketName;
  }

  public String bucketName() {
    return bucketName;
  }
}
