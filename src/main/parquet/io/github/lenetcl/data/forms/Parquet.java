package io.github.lenetcl.data.forms;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnSchema;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.Form;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Piece;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parquet, by hardwood: a column of pictures as the common hub keeps them (PNG bytes in {@code
 * image.bytes}), or of lists of pixels, or a column for each pixel; and a column of labels.
 */
public final class Parquet implements Form {
  private static final Set<String> LABELS =
      Set.of("label", "labels", "class", "target", "y", "digit", "fine_label");

  /** What hardwood says of a compression whose library it has not. */
  private static final Pattern NO_LIBRARY =
      Pattern.compile("(\\w+)-compressed Parquet.*library not found");

  /** Makes the form; {@link java.util.ServiceLoader} calls this. */
  public Parquet() {}

  @Override
  public String name() {
    return "Parquet";
  }

  @Override
  public Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException {
    if (!Magic.isAt(start, 0, "PAR1")) {
      return Optional.empty();
    }
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(entry.file()))) {
      int count = Math.toIntExact(reader.getFileMetaData().numRows());
      List<ColumnSchema> columns = reader.getFileSchema().getColumns();
      Column images = images(entry, fit, count, columns);
      Optional<ColumnSchema> label =
          columns.stream()
              .filter(column -> LABELS.contains(top(column).toLowerCase(Locale.ROOT)))
              .findFirst();
      if (label.isEmpty()) {
        return Optional.of(List.of(new Piece(entry.path(), images)));
      }
      Column labels = ParquetNumbers.labels(entry, reader, label.get(), count);
      return Optional.of(List.of(new Piece(entry.path(), images, Optional.of(labels))));
    } catch (BadInputException | InterruptedIOException e) {
      throw e;
    } catch (IOException | RuntimeException | VirtualMachineError | AssertionError e) {
      throw unreadable(entry, e);
    }
  }

  static BadInputException unreadable(Entry entry, Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      Matcher packed = NO_LIBRARY.matcher(String.valueOf(cause.getMessage()));
      if (packed.find()) {
        String wanted = "none, SNAPPY, GZIP, ZSTD or LZ4: write it with compression=\"zstd\"";
        return BadInputException.of(entry.name(), "compression", packed.group(1), wanted);
      }
    }
    return BadInputException.unreadable(entry.name(), "Parquet", e);
  }

  private static Column images(Entry entry, PictureFit fit, int count, List<ColumnSchema> columns)
      throws IOException {
    List<ColumnSchema> pixels = new ArrayList<>();
    for (ColumnSchema column : columns) {
      if (column.type() == PhysicalType.BYTE_ARRAY && column.name().equals("bytes")
          || column.type() == PhysicalType.BYTE_ARRAY
              && top(column).equals("image")
              && column.fieldPath().elements().size() == 1) {
        return ParquetPictures.of(entry, column.fieldPath().toString(), count, fit);
      }
      if (isNumber(column) && column.maxRepetitionLevel() > 0) {
        return ParquetNumbers.lists(entry, column, count);
      }
      if (isNumber(column) && !LABELS.contains(top(column).toLowerCase(Locale.ROOT))) {
        pixels.add(column);
      }
    }
    if (pixels.size() < 16) {
      throw BadInputException.of(
          entry.name(),
          "columns",
          columns.stream().map(ColumnSchema::name).toList(),
          "image (a structure with bytes), or a list of pixels, or a column for each pixel");
    }
    return ParquetNumbers.columns(entry, pixels, count);
  }

  private static boolean isNumber(ColumnSchema column) {
    return switch (column.type()) {
      case INT32, INT64, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private static String top(ColumnSchema column) {
    return column.fieldPath().topLevelName();
  }

  /** Reads items from a file that is open, and closes it. */
  abstract static class Rows implements Cursor {
    final Entry entry;
    final ParquetFileReader reader;
    final Patience patience;

    Rows(Entry entry) throws IOException {
      this.entry = entry;
      reader = ParquetFileReader.open(InputFile.of(entry.file()));
      patience = new Patience(entry, Patience.USUAL);
    }

    BadInputException tooShort() {
      return BadInputException.of(
          entry.name(), "number of rows", "less than its footer says", "as many");
    }

    @Override
    public void close() throws IOException {
      try (patience) {
        patience.await(
            () -> {
              reader.close();
              return true;
            });
      }
    }
  }
}
