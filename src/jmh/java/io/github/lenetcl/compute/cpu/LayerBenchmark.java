package io.github.lenetcl.compute.cpu;

import io.github.lenetcl.compute.Accumulation;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Seeds;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.network.Layer;
import io.github.lenetcl.network.Network;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Each layer of LeNet-5 alone, on one core, for 16 samples: forward, and back to its parameters.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class LayerBenchmark {

  private static final int SAMPLES = 16;

  /** The layer's name. */
  @Param({"C1", "S2", "C3", "S4", "C5", "F6"})
  String layer;

  /** How it is computed. */
  @Param({"plain", "vector"})
  String loops;

  private Backend backend;
  private Plan plan;
  private Source.Inputs inputs;

  /** Makes a network of the one layer. */
  @Setup(Level.Trial)
  public void open() {
    Network lenet5 = Network.lenet5();
    List<Layer> layers = lenet5.layers();
    int index =
        IntStream.range(0, layers.size())
            .filter(i -> layers.get(i).name().equals(layer))
            .findFirst()
            .orElseThrow();
    Network network = new Network(lenet5.inputOf(index), List.of(layers.get(index)));
    backend = loops.equals("plain") ? CpuBackend.plain(1) : new CpuBackend(1);
    plan = backend.plan(PlanSpec.training(network, SAMPLES));
    plan.write(Vector.PARAMETERS, random(network.parameterCount()));
    inputs = new Source.Inputs(random(SAMPLES * network.input().size()), SAMPLES);
    plan.forward(inputs);
    plan.seed(Seeds.first(random(SAMPLES * plan.output().size())));
  }

  private static float[] random(int count) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Forward, the inputs brought into place. */
  @Benchmark
  public void forward() {
    plan.forward(inputs);
  }

  /** To the parameters. */
  @Benchmark
  public void backward() {
    plan.backward(Accumulation.REPLACE);
  }

  /** Ends. */
  @TearDown(Level.Trial)
  public void close() {
    backend.close();
  }
}
