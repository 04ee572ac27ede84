package io.github.lenetcl.experiment;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceInfo;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.training.PassResult;
import io.github.lenetcl.training.Recipe;
import io.github.lenetcl.training.TrainingListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * An experiment on a few embedded digits, as a digest: every bit of the parameters that it trains
 * and of the bundled models that it reads with, the numbers that it tells, and the update rules of
 * all passes of its recipe. Whatever changes the figures of a page changes this; a comment does
 * not. A page ends with the digest of its device, whose bits depend on the length of its vectors,
 * and with that of the plain loops, which is the same on every machine.
 */
final class Miniature {

  private static final int TRAINING = 64;
  private static final int TEST = 20;

  /** Some for each way in which batches are computed, and the second with curvatures of its own. */
  private static final int PASSES = 2;

  private static final TrainingListener SILENT =
      new TrainingListener() {
        @Override
        public void passFinished(PassResult result) {}
      };

  private Miniature() {}

  /** {@return the line that ends a page} */
  static String line(Experiment experiment, Lab lab) throws IOException {
    Recipe recipe = lab.scaled(lab.recipe());
    try (Backend plain = CpuBackend.plain(1)) {
      return "In miniature: `%s` on %s, `%s` in plain loops."
          .formatted(
              digest(experiment, recipe, lab.backend()),
              kind(lab.backend().device()),
              digest(experiment, recipe, plain));
    }
  }

  /** {@return what of a device its bits depend on} */
  static String kind(DeviceInfo device) {
    if (device.kind() != DeviceInfo.Kind.JAVA) {
      return device.name();
    }
    String vectors = device.limits().get(CpuBackend.VECTOR_LENGTH);
    return vectors == null ? device.id() : device.id() + " with vectors of " + vectors;
  }

  /** {@return eight hexadecimal digits} */
  static String digest(Experiment experiment, Recipe recipe, Backend backend) throws IOException {
    Path folder = Files.createTempDirectory("lenet-miniature");
    try {
      DataSplit digits = DataSets.embedded();
      Lab lab =
          new Lab(
              digits.training().first(TRAINING),
              digits.test().orElseThrow().first(TEST),
              backend,
              folder,
              1,
              recipe,
              OptionalInt.of(PASSES),
              SILENT,
              "");
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      addRules(recipe, digest);
      add(experiment.run(lab).csvWithoutTimes(), digest);
      addParameters(folder, digest);
      for (String name : experiment.models()) {
        add(name, Models.bundled(name).parameters(), digest);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    } finally {
      PathUtils.deleteDirectory(folder);
    }
  }

  /** At the beginning, in the middle and at the end of each pass. */
  private static void addRules(Recipe recipe, MessageDigest digest) {
    int passes = recipe.settings().passes();
    add(recipe.describe().toString(), digest);
    for (int pass = 1; pass <= passes; pass++) {
      for (int step : List.of(0, 50, 99)) {
        add(recipe.rule(pass, step, 100).toString(), digest);
      }
    }
  }

  private static void addParameters(Path folder, MessageDigest digest) throws IOException {
    List<Path> trained;
    try (Stream<Path> files = Files.walk(folder)) {
      trained = files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
    }
    for (Path file : trained) {
      add(file.getFileName().toString(), Models.load(file).parameters(), digest);
    }
  }

  private static void add(String name, float[] parameters, MessageDigest digest) {
    ByteBuffer bits = ByteBuffer.allocate(Float.BYTES * parameters.length);
    bits.asFloatBuffer().put(parameters);
    add(name, digest);
    digest.update(bits);
  }

  private static void add(String text, MessageDigest digest) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
