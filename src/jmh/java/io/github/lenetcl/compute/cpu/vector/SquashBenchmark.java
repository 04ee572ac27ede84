package io.github.lenetcl.compute.cpu.vector;

import io.github.lenetcl.compute.cpu.reference.Tanh;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The hyperbolic tangent, in nanoseconds a value; LeNet-5 takes 8,084 of them a sample. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SquashBenchmark {

  private static final int VALUES = 8192;

  private final float[] x = new float[VALUES];
  private final float[] y = new float[VALUES];

  /** Draws arguments as weighted sums have them: around 0, some far out. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < VALUES; i++) {
      x[i] = (float) (4 * (random.nextDouble() + random.nextDouble() - 1));
    }
  }

  /** Java's own. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public float[] library() {
    for (int i = 0; i < VALUES; i++) {
      y[i] = (float) Math.tanh(x[i]);
    }
    return y;
  }

  /** That of the plain loops. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public float[] plain() {
    for (int i = 0; i < VALUES; i++) {
      y[i] = Tanh.tanh(x[i]);
    }
    return y;
  }

  /** That in vector instructions. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public float[] vector() {
    for (int i = 0; i < VALUES; i += FloatVector.SPECIES_PREFERRED.length()) {
      SimdTanh.tanh(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, x, i)).intoArray(y, i);
    }
    return y;
  }
}
