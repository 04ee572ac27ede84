package io.github.lenetcl.spark;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.reading.Symbol;
import io.github.lenetcl.spark.batching.BatchFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@code lenet_read(image, pattern)} and {@code lenet_read_page(image, pattern)}.
 *
 * @param recogniser what reads
 * @param patterned whether there is a pattern
 * @param paged whether a picture is a page, and the result an array of its rows
 */
record ReadFunction(SharedRecogniser recogniser, boolean patterned, boolean paged)
    implements BatchFunction {

  private static final StructType DIGIT =
      new StructType()
          .add("text", DataTypes.StringType, false)
          .add("penalty", DataTypes.DoubleType, false)
          .add("top", DataTypes.IntegerType, false)
          .add("left", DataTypes.IntegerType, false)
          .add("bottom", DataTypes.IntegerType, false)
          .add("right", DataTypes.IntegerType, false);

  private static final StructType ANSWER =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("confidence", DataTypes.DoubleType)
          .add("seen", DataTypes.StringType)
          .add("digits", DataTypes.createArrayType(DIGIT, false))
          .add("reason", DataTypes.StringType);

  /** Lines of one pattern are read together. */
  @Override
  public List<Object> produceResults(List<InternalRow> arguments) {
    Map<Optional<String>, List<Integer>> byPattern = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (!arguments.get(i).isNullAt(0)) {
        byPattern.computeIfAbsent(pattern(arguments.get(i)), first -> new ArrayList<>()).add(i);
      }
    }
    Object[] results = new Object[arguments.size()];
    byPattern.forEach(
        (pattern, places) -> {
          List<byte[]> lines = places.stream().map(i -> arguments.get(i).getBinary(0)).toList();
          List<Object> read = read(lines, pattern);
          for (int i = 0; i < read.size(); i++) {
            results[places.get(i)] = read.get(i);
          }
        });
    return Arrays.asList(results);
  }

  private Optional<String> pattern(InternalRow row) {
    return patterned && !row.isNullAt(1)
        ? Optional.of(row.getUTF8String(1).toString())
        : Optional.empty();
  }

  /** A pattern that is none, in a column, is the reason of its rows. */
  private List<Object> read(List<byte[]> pictures, Optional<String> pattern) {
    try {
      return paged
          ? recogniser.readPages(pictures, pattern).stream().map(ReadFunction::rows).toList()
          : recogniser.read(pictures, pattern).stream().map(ReadFunction::row).toList();
    } catch (IllegalArgumentException e) {
      LineAnswer refused = LineAnswer.unread(e.getMessage());
      Object answer = paged ? rows(List.of(refused)) : row(refused);
      return Collections.nCopies(pictures.size(), answer);
    }
  }

  private static Object rows(List<LineAnswer> lines) {
    return new GenericArrayData(lines.stream().map(ReadFunction::row).toArray());
  }

  private static Object row(LineAnswer answer) {
    boolean read = answer.text().isPresent();
    Object[] digits = answer.symbols().stream().map(ReadFunction::digit).toArray();
    return new GenericInternalRow(
        new Object[] {
          Values.text(answer.text()),
          read ? answer.confidence() : null,
          UTF8String.fromString(answer.seen()),
          read ? new GenericArrayData(digits) : null,
          Values.text(answer.reason())
        });
  }

  private static InternalRow digit(Symbol symbol) {
    Extent box = symbol.box();
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(symbol.text()),
          symbol.penalty(),
          box.top(),
          box.left(),
          box.bottom(),
          box.right()
        });
  }

  @Override
  public String circumstances() {
    return recogniser.device();
  }

  @Override
  public DataType[] inputTypes() {
    return patterned
        ? new DataType[] {DataTypes.BinaryType, DataTypes.StringType}
        : new DataType[] {DataTypes.BinaryType};
  }

  @Override
  public DataType resultType() {
    return paged ? DataTypes.createArrayType(ANSWER, false) : ANSWER;
  }

  @Override
  public String name() {
    return paged ? "lenet_read_page" : "lenet_read";
  }

  @Override
  public String canonicalName() {
    return name() + "(" + recogniser + ", " + patterned + ")";
  }
}
