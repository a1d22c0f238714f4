package dev.fairlead.core.port;

/** The four ports of one environment. */
public record Ports(ItemStore items, MessageQueue queues, BlobStore blobs, SecretStore secrets) {}
