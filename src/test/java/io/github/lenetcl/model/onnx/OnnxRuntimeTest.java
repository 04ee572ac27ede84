package io.github.lenetcl.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Plan;
import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.NamedTensor;
import io.github.lenetcl.model.SafetensorsFile;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ONNX Runtime makes of exported models, and PyTorch of imported ones, is what we make. */
class OnnxRuntimeTest {

  private static final Path FOLDER = Path.of("test-data", "onnx");

  @TempDir Path folder;

  static Stream<Named<Model>> models() {
    return Stream.concat(OnnxCases.kept().stream(), OnnxCases.changed().stream())
        .map(model -> Named.of(model.network().layers().toString(), model));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyLayerGivesTheSameThere(Model model) throws Exception {
    Path file = folder.resolve("model.onnx");
    OnnxFiles.save(file, model);
    Shape input = model.network().input();
    try (OnnxRuntime runtime = new OnnxRuntime(file)) {
      for (int samples : new int[] {1, 7}) {
        float[] inputs = OnnxCases.random(samples * input.size(), 3);
        OnnxRuntime.Output output =
            runtime.run(inputs, samples, input.maps(), input.height(), input.width());
        assertClose(outputs(model, inputs, samples), output.values());
        Shape wanted = model.network().output();
        long[] sides =
            output.sides().length == 2
                ? new long[] {samples, wanted.size()}
                : new long[] {samples, wanted.maps(), wanted.height(), wanted.width()};
        assertArrayEquals(sides, output.sides());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyLayerGivesTheSameWhenItIsBack(Model model) throws Exception {
    Path file = folder.resolve("model.onnx");
    OnnxFiles.save(file, model);
    float[] inputs = OnnxCases.random(2 * model.network().input().size(), 3);
    assertClose(outputs(model, inputs, 2), outputs(OnnxFiles.load(file), inputs, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"best", "paper"})
  void bundledModelsReadDigitsThere(String name) throws Exception {
    Model model = Models.bundled(name);
    Path file = folder.resolve("model.onnx");
    OnnxFiles.save(file, model);
    float[] inputs = digits(100, model.scaling());
    try (OnnxRuntime runtime = new OnnxRuntime(file)) {
      OnnxRuntime.Output output = runtime.run(inputs, 100, 1, 32, 32);
      assertArrayEquals(new long[] {100, 10}, output.sides());
      assertClose(outputs(model, inputs, 100), output.values());
    }
  }

  /** Of Keras on JAX ONNX Runtime itself refuses the poolings. */
  @ParameterizedTest
  @ValueSource(strings = {"pytorch", "keras_jax"})
  void modelsOfOthersAnswerAsTheyDoThere(String name) throws Exception {
    Model model = OnnxFiles.load(FOLDER.resolve(name + ".onnx"));
    SafetensorsFile answers = SafetensorsFile.read(FOLDER.resolve(name + ".safetensors"));
    float[] inputs = answers.find("input").map(NamedTensor::floats).orElseThrow();
    float[] outputs = answers.find("output").map(NamedTensor::floats).orElseThrow();
    assertClose(outputs, outputs(model, inputs, 3));
  }

  /** The first embedded digits as LeNet-5's inputs. */
  private static float[] digits(int count, Scaling scaling) throws Exception {
    float[] levels = ((Scaling.Levels) scaling).levels();
    LabelledImages images = DataSets.embedded().training();
    float[] inputs = new float[count * 1024];
    for (int i = 0; i < inputs.length; i++) {
      int row = i % 1024 / 32 - 2;
      int column = i % 32 - 2;
      boolean inside = row >= 0 && row < 28 && column >= 0 && column < 28;
      inputs[i] = levels[inside ? images.image(i / 1024)[row * 28 + column] & 0xff : 0];
    }
    return inputs;
  }

  static float[] outputs(Model model, float[] inputs, int samples) {
    try (Selection device = Backends.open("cpu:plain");
        Plan plan = device.backend().plan(PlanSpec.inference(model.network(), samples))) {
      plan.write(Vector.PARAMETERS, model.parameters());
      plan.forward(new Source.Inputs(inputs, samples));
      return plan.outputs();
    }
  }

  /** To 1e-5 of the largest. */
  static void assertClose(float[] wanted, float[] found) {
    assertEquals(wanted.length, found.length);
    float largest = 0;
    for (float value : wanted) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertTrue(largest > 1e-3, "the outputs are all 0");
    assertArrayEquals(wanted, found, 1e-5f * largest);
  }
}
