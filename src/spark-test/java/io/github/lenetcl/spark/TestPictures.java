package io.github.lenetcl.spark;

import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Pictures of embedded digits. */
public final class TestPictures {

  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType, false)
          .add("label", DataTypes.StringType)
          .add("image", DataTypes.BinaryType);

  private static final LabelledImages DIGITS = open();

  private TestPictures() {}

  /** {@return the embedded test digits} */
  public static LabelledImages digits() {
    return DIGITS;
  }

  private static LabelledImages open() {
    try {
      return DataSets.open("embedded").test().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return one of them as a PNG file} */
  public static byte[] png(int index) {
    LabelledImages digits = digits();
    int size = digits.height() * digits.width();
    BufferedImage picture =
        new BufferedImage(digits.width(), digits.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] levels = Arrays.copyOfRange(digits.pixels(), index * size, (index + 1) * size);
    picture.getRaster().setDataElements(0, 0, digits.width(), digits.height(), levels);
    return png(picture);
  }

  /** {@return a picture as a PNG file} */
  public static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** {@return so many digits as rows, in two partitions} */
  public static Dataset<Row> table(int count) {
    LabelledImages digits = digits();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(RowFactory.create(i, digits.classes().get(digits.labels()[i]), png(i)));
    }
    return Sessions.shared().createDataFrame(rows, SCHEMA).repartition(2);
  }

  /** {@return rows of given files} */
  public static Dataset<Row> table(List<byte[]> files) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      rows.add(RowFactory.create(i, null, files.get(i)));
    }
    return Sessions.shared().createDataFrame(rows, SCHEMA);
  }
}
