package io.github.lenetcl;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says every ten seconds which class runs and how many tests are done, so that nothing looks hung.
 */
public final class Heartbeat implements TestExecutionListener {

  private static final long PERIOD = 10_000;

  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<String> running = new AtomicReference<>("");

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    long start = System.nanoTime();
    Thread beat = new Thread(() -> beat(start), "heartbeat");
    beat.setDaemon(true);
    beat.start();
  }

  private void beat(long start) {
    // What tests print goes to a file; the process's own error stream does not.
    try (PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.err), true)) {
      while (true) {
        Thread.sleep(PERIOD);
        terminal.printf(
            "%4d s: %d tests done, %s%n",
            (System.nanoTime() - start) / 1_000_000_000, done.get(), running.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    test.getSource()
        .filter(ClassSource.class::isInstance)
        .map(ClassSource.class::cast)
        .ifPresent(source -> running.set(source.getClassName()));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      done.incrementAndGet();
    }
  }
}
