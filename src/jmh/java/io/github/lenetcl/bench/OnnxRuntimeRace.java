package io.github.lenetcl.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.ResidentImages;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.model.onnx.OnnxFiles;
import io.github.lenetcl.network.Architectures;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Scaling;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * LeNet-5 answers here and in ONNX Runtime, a window of the one, a window of the other, in turns,
 * each on as many threads as Java sees processors. In ONNX Runtime it is the same network, and then
 * the plain one that is common today. What a second of processor time gives is told too: it says
 * more than a second of the clock where the machine is busy with something else.
 */
public final class OnnxRuntimeRace {

  private static final int WINDOWS = 5;
  private static final double SECONDS = 1;
  private static final List<Integer> BATCHES = List.of(1, 64, 256, 1024);

  /** As many images as are answered again and again: a multiple of all batches. */
  private static final int IMAGES = 3072;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Backend backend;
  private final ResidentImages resident;
  private final FloatBuffer inputs;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  private OnnxRuntimeRace(Backend backend, ResidentImages resident, FloatBuffer inputs) {
    this.backend = backend;
    this.resident = resident;
    this.inputs = inputs;
  }

  /** Answers one batch of images, the first of which has an index. */
  private interface Runner {
    void run(int first) throws OrtException;
  }

  /** Samples for each second of the clock, and of all processors. */
  private record Speed(double clock, double processors) {}

  /**
   * Races.
   *
   * @param args none
   * @throws Exception if a file cannot be written, or ONNX Runtime fails
   */
  public static void main(String[] args) throws Exception {
    Model model = Models.bundled("best");
    float[] levels = ((Scaling.Levels) model.scaling()).levels();
    LabelledImages images = DataSets.embedded().training();
    Path folder = Files.createTempDirectory("race");
    Path same = folder.resolve("lenet5.onnx");
    Path plain = folder.resolve("lenet-plain.onnx");
    OnnxFiles.save(same, model);
    OnnxFiles.save(plain, untrained(Architectures.plain(10), model));
    try (Selection device = Backends.open("cpu");
        ResidentImages resident = device.backend().load(grey(images), model.scaling())) {
      System.out.println(device.reason());
      System.out.println(
          "| there | batch | here, samples/s | ONNX Runtime, samples/s | ratio"
              + " | here, samples/processor-s | ONNX Runtime | ratio |");
      System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
      OnnxRuntimeRace race =
          new OnnxRuntimeRace(device.backend(), resident, inputs(images, levels));
      for (Path file : List.of(same, plain)) {
        for (int batch : BATCHES) {
          System.out.println("| " + name(file) + " | " + batch + race.run(model, file, batch));
        }
      }
    } finally {
      Files.delete(same);
      Files.delete(plain);
      Files.delete(folder);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".onnx", "");
  }

  private static Model untrained(Network network, Model like) {
    Random random = new Random(1);
    float[] parameters = new float[network.parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (random.nextFloat() - 0.5f) / 5;
    }
    return new Model(network, parameters, like.classes(), like.scaling(), Provenance.unknown());
  }

  private static GreyImages grey(LabelledImages images) {
    return new GreyImages(images.height(), images.width(), images.pixels(), images.labels());
  }

  /** The images as ONNX Runtime takes them without a copy: scaled, centred in 32 by 32. */
  private static FloatBuffer inputs(LabelledImages images, float[] levels) {
    FloatBuffer inputs =
        ByteBuffer.allocateDirect(IMAGES * 1024 * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int i = 0; i < IMAGES; i++) {
      byte[] grey = images.image(i);
      for (int pixel = 0; pixel < 1024; pixel++) {
        int row = pixel / 32 - 2;
        int column = pixel % 32 - 2;
        boolean inside = row >= 0 && row < 28 && column >= 0 && column < 28;
        inputs.put(levels[inside ? grey[row * 28 + column] & 0xff : 0]);
      }
    }
    return inputs;
  }

  private String run(Model model, Path file, int batch) throws OrtException {
    try (Plan plan = backend.plan(PlanSpec.inference(model.network(), batch));
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      plan.write(Vector.PARAMETERS, model.parameters());
      options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
      try (OrtSession session = environment.createSession(file.toString(), options)) {
        return inTurns(
            first -> here(plan, first, batch), first -> there(session, first, batch), batch);
      }
    }
  }

  private void here(Plan plan, int first, int batch) {
    plan.forward(Source.Samples.all(resident).part(first, batch));
    plan.outputs();
  }

  private void there(OrtSession session, int first, int batch) throws OrtException {
    FloatBuffer own = inputs.duplicate().position(first * 1024).limit((first + batch) * 1024);
    long[] sides = {batch, 1, 32, 32};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, own.slice(), sides);
        OrtSession.Result result = session.run(Map.of("input", tensor))) {
      ((OnnxTensor) result.get(0)).getFloatBuffer();
    }
  }

  private static String inTurns(Runner here, Runner there, int batch) throws OrtException {
    // Until the JIT compiler has nothing more to do.
    window(here, batch, 4 * SECONDS);
    window(there, batch, SECONDS);
    double[][] figures = new double[4][WINDOWS];
    for (int i = 0; i < WINDOWS; i++) {
      Speed ours = window(here, batch, SECONDS);
      Speed theirs = window(there, batch, SECONDS);
      figures[0][i] = ours.clock();
      figures[1][i] = theirs.clock();
      figures[2][i] = ours.processors();
      figures[3][i] = theirs.processors();
    }
    return pair(figures[0], figures[1]) + pair(figures[2], figures[3]) + " |";
  }

  private static Speed window(Runner runner, int batch, double seconds) throws OrtException {
    long processors = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    long elapsed = 0;
    double samples = 0;
    int first = 0;
    while (elapsed < seconds * 1e9) {
      runner.run(first);
      first = (first + batch) % IMAGES;
      samples += batch;
      elapsed = System.nanoTime() - start;
    }
    return new Speed(
        1e9 * samples / elapsed, 1e9 * samples / (SYSTEM.getProcessCpuTime() - processors));
  }

  private static String pair(double[] ours, double[] theirs) {
    Rates here = Rates.of(ours);
    Rates there = Rates.of(theirs);
    return text("%,.0f", here) + text("%,.0f", there) + text("%.2f", here.ratioTo(there));
  }

  private static String text(String format, Rates rates) {
    return " | "
        + format.formatted(rates.median())
        + " ("
        + format.formatted(rates.least())
        + " - "
        + format.formatted(rates.most())
        + ")";
  }
}
