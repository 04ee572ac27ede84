package io.github.lenetcl.spark;

import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.spark.batching.BatchCall;
import io.github.lenetcl.spark.batching.BatchFunction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A function as SQL knows it. Its last argument may name a model, which must be a constant.
 *
 * @param name its name
 * @param columns how many of its arguments may be columns
 * @param usage how it is called, and what it returns
 * @param maker makes it of what was asked for
 */
record FunctionDescription(String name, int columns, String usage, Maker maker) {

  static final List<FunctionDescription> ALL =
      List.of(
          new FunctionDescription(
              "lenet_classify",
              1,
              "_FUNC_(image[, model]) - Recognises the one digit in a picture: a struct of text,"
                  + " confidence, margin, rubbish, and the reason where there is none.",
              (model, columns) -> new ClassifyFunction(SessionSettings.forDigits(model))),
          new FunctionDescription(
              "lenet_read",
              2,
              "_FUNC_(image[, pattern[, model]]) - Reads the line of digits in a picture: a struct"
                  + " of text, confidence, seen, digits with their boxes, and the reason where"
                  + " nothing is read.",
              (model, columns) ->
                  new ReadFunction(SessionSettings.forLines(model), columns > 1, false)),
          new FunctionDescription(
              "lenet_read_page",
              2,
              "_FUNC_(image[, pattern[, model]]) - Finds the rows of a page and reads each: an array"
                  + " of what lenet_read answers, from the top of the page.",
              (model, columns) ->
                  new ReadFunction(SessionSettings.forLines(model), columns > 1, true)));

  /** Makes a function of so many columns by a model, by the session's where none is named. */
  interface Maker {
    BatchFunction make(Optional<String> model, int columns) throws IOException;
  }

  FunctionIdentifier identifier() {
    return new FunctionIdentifier(name);
  }

  ExpressionInfo info() {
    return new ExpressionInfo(
        LenetSpark.class.getName(), null, name, usage, "", "", "", "", "", "", "java_udf");
  }

  Function1<Seq<Expression>, Expression> builder() {
    return arguments -> call(CollectionConverters.asJava(arguments));
  }

  private Expression call(List<Expression> arguments) {
    if (arguments.isEmpty() || arguments.size() > columns + 1) {
      throw new IllegalArgumentException(
          "%s: %d arguments, wanted 1 to %d".formatted(name, arguments.size(), columns + 1));
    }
    List<Expression> rows = arguments.subList(0, Math.min(columns, arguments.size()));
    if (rows.size() > 1) {
      constant(rows.get(1)).ifPresent(Grammars::named); // what is no pattern is refused at once
    }
    try {
      BatchFunction function = maker.make(model(arguments), rows.size());
      return new BatchCall(function, CollectionConverters.asScala(rows).toList());
    } catch (IOException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private Optional<String> model(List<Expression> arguments) {
    if (arguments.size() <= columns) {
      return Optional.empty();
    }
    Expression last = arguments.get(columns);
    if (!last.foldable()) {
      throw new IllegalArgumentException(
          "%s: model is %s, wanted a constant".formatted(name, last.sql()));
    }
    return constant(last);
  }

  private static Optional<String> constant(Expression expression) {
    return expression.foldable()
        ? Optional.ofNullable(expression.eval(InternalRow.empty())).map(Object::toString)
        : Optional.empty();
  }
}
