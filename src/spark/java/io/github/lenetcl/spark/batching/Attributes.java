package io.github.lenetcl.spark.batching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Lists of attributes, between Java and Scala. */
final class Attributes {

  private Attributes() {}

  static <T> Seq<T> seq(Collection<? extends T> list) {
    return CollectionConverters.asScala(List.<T>copyOf(list)).toList();
  }

  static <T> List<T> list(Seq<T> seq) {
    return CollectionConverters.asJava(seq);
  }

  /** {@return what calls add to a row} */
  static List<Attribute> of(Seq<Alias> calls) {
    return list(calls).stream().map(Alias::toAttribute).toList();
  }

  static Seq<Attribute> with(Seq<Attribute> row, Seq<Alias> calls) {
    List<Attribute> all = new ArrayList<>(list(row));
    all.addAll(of(calls));
    return seq(all);
  }

  static AttributeSet set(List<Attribute> attributes) {
    return AttributeSet.apply(Attributes.<Expression>seq(attributes));
  }

  static Seq<NamedExpression> named(List<Attribute> attributes) {
    return seq(attributes);
  }
}
