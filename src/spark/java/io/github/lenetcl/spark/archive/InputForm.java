package io.github.lenetcl.spark.archive;

import io.github.lenetcl.spark.source.IdxSource;
import io.github.lenetcl.spark.source.Listing;
import io.github.lenetcl.spark.source.PictureSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The forms in which archives come. */
enum InputForm {
  /** Picture files, in folders. */
  PICTURES {
    @Override
    List<Unit> units(SparkSession spark, List<Listing.Found> files) {
      return files.stream().map(file -> whole(file, 1)).toList();
    }

    @Override
    Dataset<Row> rows(SparkSession spark, List<Unit> units, ArchiveSettings settings) {
      return spark
          .read()
          .format(PictureSource.FORMAT)
          .load(paths(units))
          .select(
              functions.col("path"),
              functions.col("page").cast("long").as(INDEX),
              functions.col("image"),
              functions.col("reason").as(FAILURE));
    }
  },

  /** Parquet files with a column of picture files. */
  PARQUET {
    @Override
    List<Unit> units(SparkSession spark, List<Listing.Found> files) {
      // About as many pictures as fit, at a kilobyte each.
      return files.stream().map(file -> whole(file, 1 + file.length() / 1024)).toList();
    }

    @Override
    Dataset<Row> rows(SparkSession spark, List<Unit> units, ArchiveSettings settings) {
      List<Column> columns = new ArrayList<>();
      columns.add(functions.col("_metadata.file_path").as(PATH));
      columns.add(functions.col("_metadata.row_index").as(INDEX));
      columns.add(functions.col(settings.column()).as(IMAGE));
      columns.add(functions.lit(null).cast("string").as(FAILURE));
      settings.keep().forEach(name -> columns.add(functions.col(name)));
      return spark.read().parquet(paths(units)).select(columns.toArray(Column[]::new));
    }
  },

  /** IDX files of images. */
  IDX {
    @Override
    List<Unit> units(SparkSession spark, List<Listing.Found> files) throws IOException {
      List<Unit> units = new ArrayList<>();
      for (Listing.Found file : files) {
        for (IdxSource.Part part : IdxSource.parts(file.path())) {
          units.add(
              new Unit(
                  file.path(),
                  file.length(),
                  file.modified(),
                  part.first(),
                  part.count(),
                  part.count()));
        }
      }
      return units;
    }

    @Override
    Dataset<Row> rows(SparkSession spark, List<Unit> units, ArchiveSettings settings) {
      return neighbours(units).stream()
          .map(unit -> idx(spark, unit))
          .reduce(Dataset::union)
          .orElseThrow();
    }

    private Dataset<Row> idx(SparkSession spark, Unit unit) {
      return spark
          .read()
          .format(IdxSource.FORMAT)
          .option(IdxSource.FIRST, unit.first())
          .option(IdxSource.COUNT, unit.count())
          .load(unit.path())
          .select(
              functions.col(PATH),
              functions.col(INDEX),
              functions.col(IMAGE),
              functions.lit(null).cast("string").as(FAILURE));
    }
  };

  static final String PATH = "path";
  static final String INDEX = "index";
  static final String IMAGE = "image";
  static final String FAILURE = "failure";

  private static final byte[] PARQUET_START = {'P', 'A', 'R', '1'};
  private static final byte[] IDX_START = {0, 0, 8, 3};
  private static final byte[] GZIP_START = {0x1f, (byte) 0x8b};

  /** {@return what there is to do} */
  abstract List<Unit> units(SparkSession spark, List<Listing.Found> files) throws IOException;

  /** {@return the pictures of some units: path, index, image, and why there is none} */
  abstract Dataset<Row> rows(SparkSession spark, List<Unit> units, ArchiveSettings settings);

  /** {@return the form that the first file begins like} */
  static InputForm of(Listing.Found first) throws IOException {
    byte[] start = Listing.start(first.path(), 4);
    if (startsWith(start, PARQUET_START)) {
      return PARQUET;
    } else if (startsWith(start, IDX_START) || startsWith(start, GZIP_START)) {
      return IDX;
    }
    return PICTURES;
  }

  /**
   * {@return the form of that name}
   *
   * @throws IllegalArgumentException if there is none
   */
  static InputForm named(String name) {
    for (InputForm form : values()) {
      if (form.toString().equals(name)) {
        return form;
      }
    }
    throw new IllegalArgumentException("--format " + name + ", wanted pictures, parquet or idx");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || bytes[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static Unit whole(Listing.Found file, long weight) {
    return new Unit(file.path(), file.length(), file.modified(), 0, 0, weight);
  }

  private static String[] paths(List<Unit> units) {
    return units.stream().map(Unit::path).toArray(String[]::new);
  }

  /** Puts parts of a file that follow each other together. */
  private static List<Unit> neighbours(List<Unit> units) {
    Map<String, Unit> joined = new LinkedHashMap<>();
    List<Unit> all = new ArrayList<>();
    for (Unit unit : units) {
      Unit before = joined.get(unit.path());
      if (before != null && before.first() + before.count() == unit.first()) {
        all.remove(before);
        unit =
            new Unit(
                unit.path(),
                unit.length(),
                unit.modified(),
                before.first(),
                before.count() + unit.count(),
                before.weight() + unit.weight());
      }
      joined.put(unit.path(), unit);
      all.add(unit);
    }
    return all;
  }
}
