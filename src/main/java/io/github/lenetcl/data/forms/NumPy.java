package io.github.lenetcl.data.forms;

import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.ByteSource;
import io.github.lenetcl.data.Column;
import io.github.lenetcl.data.Cursor;
import io.github.lenetcl.data.Entry;
import io.github.lenetcl.data.Form;
import io.github.lenetcl.data.NumberType;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Piece;
import io.github.lenetcl.data.StoredNumbers;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * NumPy's .npy: a magic number, the length of a header, the header as a Python dictionary of type,
 * order and shape, then the numbers. A .npz is a zip archive of these.
 */
public final class NumPy implements Form {
  private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
  private static final int MOST_HEADER = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*('([^']*)'|\\[)");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
  private static final Map<String, NumberType> TYPES =
      Map.ofEntries(
          Map.entry("u1", NumberType.UNSIGNED_BYTE),
          Map.entry("b1", NumberType.UNSIGNED_BYTE),
          Map.entry("i1", NumberType.SIGNED_BYTE),
          Map.entry("u2", NumberType.UNSIGNED_SHORT),
          Map.entry("i2", NumberType.SHORT),
          Map.entry("u4", NumberType.UNSIGNED_INT),
          Map.entry("i4", NumberType.INT),
          Map.entry("u8", NumberType.LONG),
          Map.entry("i8", NumberType.LONG),
          Map.entry("f2", NumberType.HALF),
          Map.entry("f4", NumberType.FLOAT),
          Map.entry("f8", NumberType.DOUBLE));

  /** Makes the form; {@link java.util.ServiceLoader} calls this. */
  public NumPy() {}

  @Override
  public String name() {
    return "NumPy";
  }

  @Override
  public Optional<List<Piece>> read(Entry entry, byte[] start, PictureFit fit) throws IOException {
    if (!Magic.isAt(start, 0, MAGIC)) {
      return Optional.empty();
    }
    try (ByteSource source = entry.open()) {
      Header header = Header.read(source);
      return header.shape.length == 0
          ? Optional.of(List.of())
          : Optional.of(List.of(new Piece(entry.path(), new Array(entry, header))));
    }
  }

  /** What is said before the numbers. */
  private record Header(NumberType type, ByteOrder order, boolean columnsFirst, int[] shape) {

    static Header read(ByteSource source) throws IOException {
      byte[] head = new byte[MAGIC.length + 2];
      source.read(head, 0, head.length);
      byte[] length = new byte[head[MAGIC.length] == 1 ? 2 : 4];
      source.read(length, 0, length.length);
      long size = 0;
      for (int i = length.length - 1; i >= 0; i--) {
        size = size << 8 | length[i] & 0xff;
      }
      if (size > MOST_HEADER) {
        throw BadInputException.of(
            source.name(), "length of the header", size, "at most " + MOST_HEADER);
      }
      byte[] text = new byte[(int) size];
      if (source.read(text, 0, text.length) < text.length) {
        throw BadInputException.of(source.name(), "header", "cut off", size + " bytes");
      }
      Header header = of(source.name(), new String(text, StandardCharsets.ISO_8859_1));
      header.requireRoom(source, head.length + length.length + text.length);
      return header;
    }

    private static Header of(String name, String text) throws BadInputException {
      Matcher type = TYPE.matcher(text);
      Matcher order = ORDER.matcher(text);
      Matcher shape = SHAPE.matcher(text);
      if (!type.find() || !order.find() || !shape.find()) {
        throw BadInputException.of(
            name, "header", "'" + text.strip() + "'", "descr, fortran_order and shape");
      }
      String described = type.group(2) == null ? "of named fields" : type.group(2);
      String kind = described.isEmpty() ? "" : described.substring(1);
      if (!TYPES.containsKey(kind)) {
        String wanted = "whole numbers or floats";
        if (described.contains("O")) {
          wanted += ": objects are Python pickles, which are not read";
        }
        throw BadInputException.of(name, "type of the numbers", "'" + described + "'", wanted);
      }
      boolean big = described.charAt(0) == '>';
      return new Header(
          TYPES.get(kind),
          big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
          order.group(1).equals("True"),
          shape(name, shape.group(1)));
    }

    private static int[] shape(String name, String text) throws BadInputException {
      try {
        return Stream.of(text.split(","))
            .map(String::strip)
            .filter(number -> !number.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
      } catch (NumberFormatException e) {
        throw BadInputException.of(name, "shape", "(" + text + ")", "at most 2147483647 each");
      }
    }

    private void requireRoom(ByteSource source, long before) throws BadInputException {
      double wanted = type.bytes();
      for (int length : shape) {
        wanted *= length;
      }
      long room = source.mostBytes() - before;
      if (wanted > room || source.hasLength() && wanted < room) {
        throw BadInputException.of(
            source.name(),
            "length of the data",
            (source.hasLength() ? "" : "at most ") + room + " bytes",
            "%.0f by its header".formatted(wanted));
      }
    }

    int[] item() {
      return java.util.Arrays.copyOfRange(shape, 1, shape.length);
    }
  }

  private record Array(Entry entry, Header header) implements Column {

    @Override
    public String name() {
      return entry.name();
    }

    @Override
    public int count() {
      return header.shape[0];
    }

    @Override
    public int[] shape() {
      int[] item = header.item();
      return item.length == 1 && item[0] == 1 ? new int[0] : item;
    }

    @Override
    public boolean isBytes() {
      return header.type == NumberType.UNSIGNED_BYTE && !isTurned();
    }

    /** Whether the items are not one after another. */
    private boolean isTurned() {
      return header.columnsFirst && header.shape.length > 1;
    }

    @Override
    public Cursor open() throws IOException {
      ByteSource source = entry.open();
      try {
        Header.read(source);
      } catch (IOException e) {
        source.close();
        throw e;
      }
      return isTurned()
          ? ColumnsFirst.read(source, header.type, header.order, this)
          : new StoredNumbers(source, header.type, header.order, this);
    }
  }
}
