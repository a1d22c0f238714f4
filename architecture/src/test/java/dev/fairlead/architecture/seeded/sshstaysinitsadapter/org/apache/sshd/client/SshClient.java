package dev.fairlead.architecture.seeded.sshstaysinitsadapter.org.apache.sshd.client;

/** Stands for the library. */
public interface SshClient {}
