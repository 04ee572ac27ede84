package io.github.lenetcl.model.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * An ONNX file in ONNX Runtime. Version 1.29.0 ends the process where the command line of Java is
 * longer than some 4,000 bytes, however many models are opened: start it with {@code java @FILE},
 * or with a class path in a manifest, as Surefire does.
 */
final class OnnxRuntime implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxRuntime(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      this.session = environment.createSession(file.toString(), options);
    }
  }

  /** What it gave: the sides of the tensor and its values. */
  record Output(long[] sides, float[] values) {}

  /** Returns the sides of its input, -1 where one is free. */
  long[] inputSides() throws OrtException {
    NodeInfo input = session.getInputInfo().values().iterator().next();
    return ((TensorInfo) input.getInfo()).getShape();
  }

  /** Runs samples of [maps, rows, columns] through the graph. */
  Output run(float[] inputs, long... sides) throws OrtException {
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs), sides);
        OrtSession.Result result = session.run(Map.of(name, tensor))) {
      OnnxTensor output = null;
      for (Map.Entry<String, OnnxValue> each : result) {
        // Of several outputs the one that holds real numbers.
        if (each.getValue() instanceof OnnxTensor real
            && real.getInfo().type == OnnxJavaType.FLOAT) {
          output = real;
        }
      }
      float[] values = new float[output.getFloatBuffer().remaining()];
      output.getFloatBuffer().get(values);
      return new Output(output.getInfo().getShape(), values);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
