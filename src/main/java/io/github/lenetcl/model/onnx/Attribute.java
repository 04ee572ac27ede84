package io.github.lenetcl.model.onnx;

import io.github.lenetcl.model.NamedTensor;
import java.util.List;

/** The value of a node's attribute. */
sealed interface Attribute {

  /** A real number. */
  record Real(float value) implements Attribute {}

  /** An integer. */
  record Whole(long value) implements Attribute {}

  /** A list of integers. */
  record Wholes(List<Long> values) implements Attribute {}

  /** A list of real numbers. */
  record Reals(List<Float> values) implements Attribute {}

  /** A list of strings. */
  record Texts(List<String> values) implements Attribute {}

  /** A string. */
  record Text(String value) implements Attribute {}

  /** A tensor. */
  record Constant(NamedTensor value) implements Attribute {}

  /** Something that no operator of ours has: a graph. */
  record Other(long type) implements Attribute {}
}
