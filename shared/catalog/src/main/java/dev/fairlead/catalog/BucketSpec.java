package dev.fairlead.catalog;

/** The buckets. */
public enum BucketSpec {
  BLOBS(
      "blobs",
      "Documents, payloads and results above 8 KiB, named by their SHA-256, a folder an agenda.");

  private final String meaning;
  private final String bucketName;

  BucketSpec(String bucketName, String meaning) {
    this.meaning = meaning;
    this.bucketName = bucketName;
  }

  /** What it is for, in a sentence. */
  public String meaning() {
    return meaning;
  }

  public String bucketName() {
    return bucketName;
  }
}
