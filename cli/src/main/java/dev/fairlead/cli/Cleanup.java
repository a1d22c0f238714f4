package dev.fairlead.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is undone, last first and once, when a command ends: by itself or by a signal. */
final class Cleanup implements AutoCloseable {
  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean closed;

  /** Adds a step; runs it at once if the end has come already. */
  synchronized void add(Runnable step) {
    if (closed) {
      step.run();
    } else {
      steps.push(step);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    RuntimeException failure = null;
    while (!steps.isEmpty()) {
      try {
        steps.pop().run();
      } catch (RuntimeException one) {
        if (failure == null) {
          failure = one;
        } else {
          failure.addSuppressed(one);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Deletes a folder and all in it; what can't be deleted stays. */
  static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              return remove(file);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path one, @Nullable IOException failure) {
              return remove(one);
            }
          });
    } catch (IOException failure) {
      throw new CliException(ExitCode.FAILED, "Can't tidy up " + folder + ".");
    }
  }

  private static FileVisitResult remove(Path path) {
    try {
      Files.delete(path);
    } catch (NoSuchFileException gone) {
      // An operation's own processes may still be tidying up too.
    } catch (IOException kept) {
      // Left for the system's own cleaning of temporary files.
    }
    return FileVisitResult.CONTINUE;
  }
}
