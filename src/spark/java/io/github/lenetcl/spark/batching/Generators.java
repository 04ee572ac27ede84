package io.github.lenetcl.spark.batching;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.Generate;

/** Nodes that make rows of arrays. */
final class Generators {

  private Generators() {}

  /**
   * {@return a node that takes what was added to its child, and does not repeat it in every row}
   *
   * @param node the node above its new child
   * @param before what the child gave before
   */
  static Generate withoutNew(Generate node, AttributeSet before) {
    List<Object> left = new ArrayList<>(Attributes.list(node.unrequiredChildIndex()));
    List<Attribute> given = Attributes.list(node.child().output());
    for (int i = 0; i < given.size(); i++) {
      if (!before.contains(given.get(i))) {
        left.add(i);
      }
    }
    return new Generate(
        node.generator(),
        Attributes.seq(left),
        node.outer(),
        node.qualifier(),
        node.generatorOutput(),
        node.child());
  }
}
