package dev.fairlead.core.port;

/** The three ports of one environment. */
public record Ports(ItemStore items, MessageQueue queues, BlobStore blobs) {}
