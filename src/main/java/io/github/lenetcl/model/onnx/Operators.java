package io.github.lenetcl.model.onnx;

import java.util.Set;

/** The operators that are read. */
final class Operators {

  /** For messages. */
  static final String WANTED =
      "a chain of Conv, Gemm, MatMul, MaxPool, AveragePool, global pooling, BatchNormalization,"
          + " Dropout, Softmax, functions of one value and operators that move values";

  private static final Set<String> OF_LAYERS =
      Set.of(
          "Constant",
          "Split",
          "Pad",
          "BatchNormalization",
          "Conv",
          "Gemm",
          "MatMul",
          "Einsum",
          "AveragePool",
          "MaxPool",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "ReduceMean",
          "ReduceMax",
          "ReduceSum",
          "ReduceLogSumExp",
          "Softmax",
          "LogSoftmax",
          "ArgMax",
          "ReduceSumSquare",
          "ai.onnx.ml.ArrayFeatureExtractor",
          "ai.onnx.ml.LabelEncoder",
          "ai.onnx.ml.LinearClassifier",
          "ai.onnx.ml.Normalizer",
          "ai.onnx.ml.Scaler",
          "ai.onnx.ml.ZipMap");

  private Operators() {}

  static boolean isOurs(String op, Folding folding) {
    return OF_LAYERS.contains(op) || PointReader.isFunction(op) || folding.canFold(op);
  }
}
