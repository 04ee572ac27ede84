package io.github.lenetcl.spark;

import io.github.lenetcl.spark.batching.BatchFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code lenet_classify(image)}.
 *
 * @param recogniser what classifies
 */
record ClassifyFunction(SharedRecogniser recogniser) implements BatchFunction {

  private static final StructType ANSWER =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("confidence", DataTypes.DoubleType)
          .add("margin", DataTypes.DoubleType)
          .add("rubbish", DataTypes.DoubleType)
          .add("reason", DataTypes.StringType);

  @Override
  public List<Object> produceResults(List<InternalRow> arguments) {
    List<InternalRow> there = arguments.stream().filter(row -> !row.isNullAt(0)).toList();
    var answers =
        recogniser.classify(there.stream().map(row -> row.getBinary(0)).toList()).iterator();
    List<Object> results = new ArrayList<>();
    for (InternalRow row : arguments) {
      results.add(row.isNullAt(0) ? null : row(answers.next()));
    }
    return results;
  }

  private static InternalRow row(DigitAnswer answer) {
    boolean read = answer.text().isPresent();
    return new GenericInternalRow(
        new Object[] {
          Values.text(answer.text()),
          read ? answer.confidence() : null,
          read ? answer.margin() : null,
          answer.rubbish().isPresent() ? answer.rubbish().getAsDouble() : null,
          Values.text(answer.reason())
        });
  }

  @Override
  public String circumstances() {
    return recogniser.device();
  }

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.BinaryType};
  }

  @Override
  public DataType resultType() {
    return ANSWER;
  }

  @Override
  public String name() {
    return "lenet_classify";
  }

  @Override
  public String canonicalName() {
    return name() + "(" + recogniser + ")";
  }
}
