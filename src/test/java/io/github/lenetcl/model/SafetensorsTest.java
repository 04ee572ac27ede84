package io.github.lenetcl.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.lenetcl.data.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

  private static final List<NamedTensor> TENSORS =
      List.of(
          NamedTensor.of("single", new float[] {1.5f, -0f, Float.MIN_VALUE, 4, 5, 6}, 2, 3),
          NamedTensor.of("label", new long[] {7, Long.MIN_VALUE}, 2),
          NamedTensor.of("none", new float[0], 3, 0),
          NamedTensor.of("größe \"1\"", new double[] {Math.PI}));

  @Test
  void readsWhatItWrites(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("a.safetensors");
    SafetensorsWriter.write(path, Map.of("seed", "1", "note", "two\nlines"), TENSORS);

    SafetensorsFile file = SafetensorsFile.read(path);

    assertEquals(path.toString(), file.name());
    assertEquals(Map.of("seed", "1", "note", "two\nlines"), file.metadata());
    assertArrayEquals(
        new float[] {1.5f, -0f, Float.MIN_VALUE, 4, 5, 6}, file.floats("single", 2, 3));
    assertArrayEquals(
        new double[] {1.5, -0.0, Float.MIN_VALUE, 4, 5, 6}, file.doubles("single", 2, 3));
    assertArrayEquals(new long[] {7, Long.MIN_VALUE}, file.longs("label", 2));
    assertEquals(0, file.floats("none", 3, 0).length);
    assertEquals((float) Math.PI, file.floats("größe \"1\"")[0]);
    assertEquals(Math.PI, file.doubles("größe \"1\"")[0]);
    assertEquals(TENSORS.size(), file.tensors().size());
    assertTrue(file.find("other").isEmpty());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  @Test
  void widensNumbersOfSixteenBits() throws IOException {
    SafetensorsFile file =
        read(
            file(
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[0,6]},"
                    + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[6,8]},"
                    + "\"__metadata__\":null}",
                0x00,
                0xc1,
                0x01,
                0x00,
                0xff,
                0x7b,
                0x40,
                0xc0));

    assertArrayEquals(new float[] {-2.5f, 0x1p-24f, 65504}, file.floats("h", 3));
    assertArrayEquals(new float[] {-3}, file.floats("b", 1));
    assertEquals(Map.of(), file.metadata());
  }

  @Test
  void readsSmallIntegers() throws IOException {
    SafetensorsFile file =
        read(
            file(
                "{\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                    + "\"u\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[4,6]}}",
                -2,
                -1,
                -1,
                -1,
                3,
                255));

    assertArrayEquals(new long[] {-2}, file.longs("i", 1));
    assertArrayEquals(new long[] {3, 255}, file.longs("u", 2));
  }

  @Test
  void equalContentGivesEqualBytesAndAlignedData() throws IOException {
    byte[] bytes = bytes(Map.of("b", "2", "a", "1", "c", "3"), TENSORS);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String json = new String(bytes, 8, (int) header, StandardCharsets.UTF_8);

    assertEquals(0, header % 8);
    assertEquals(
        "{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"},"
            + "\"label\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]},"
            + "\"größe \\\"1\\\"\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[16,24]},"
            + "\"single\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[24,48]},"
            + "\"none\":{\"dtype\":\"F32\",\"shape\":[3,0],\"data_offsets\":[48,48]}}",
        json.strip());
    assertEquals(8 + header + 48, bytes.length);
  }

  @Test
  void tellsWhatIsWrongWithATensor() throws IOException {
    SafetensorsFile file = read(bytes(Map.of(), TENSORS));

    assertMessage("x: tensor \"no\" is absent", () -> file.floats("no", 1));
    assertMessage(
        "x: tensor \"single\": shape is [2, 3], wanted [6]", () -> file.floats("single", 6));
    assertMessage(
        "x: tensor \"label\": dtype is I64, wanted F32 or F64", () -> file.floats("label", 2));
    assertMessage(
        "x: tensor \"single\": dtype is F32, wanted I64, I32 or U8",
        () -> file.longs("single", 2, 3));
  }

  @Test
  void tellsThatThereIsNoFile(@TempDir Path folder) {
    Path none = folder.resolve("none");

    assertMessage(none + ": no such file", () -> SafetensorsFile.read(none));
    assertMessage(
        folder + ": type is a directory, wanted a file", () -> SafetensorsFile.read(folder));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                                          | header is no JSON object
          {"a":1}                                                     | tensor "a": found 1, wanted an object
          {"a\\n":{}}                                                 | tensor "a\\u000a": dtype is absent, wanted a string
          {"a":{"dtype":"F8","shape":[4],"data_offsets":[0,4]}}       | dtype is "F8", wanted one of [F64, F32, F16, BF16, I64, I32, I8, U8]
          {"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}     | shape is -1, wanted an integer from 0
          {"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}    | shape is 1.0, wanted an integer
          {"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}        | shape is 1, wanted a list
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}      | length of data is 4 bytes, wanted those of F32 [2]
          {"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647,2147483647],"data_offsets":[0,4]}} | length of data
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}      | data_offsets is [4, 0]
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}        | data_offsets is [0]
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9e9]}}    | data_offsets is 9.0E9
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,268435460]}} | wanted an integer from 0 to 268435456
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}} | unknown field "x"
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}      | begin of data is 4, wanted 0
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}} | tensor "b": begin of data is 2, wanted 4
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | "a" stands twice
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}      | data is cut off after 4 bytes, wanted 8
          {}                                                          | more bytes behind the last tensor
          {"__metadata__":{"a":1}}                                    | __metadata__: a is 1, wanted a string
          {"__metadata__":[]}                                         | __metadata__: found a list, wanted an object
          """)
  void refusesWhatDoesNotFit(String header, String reason) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> read(file(header, 0, 0, 0, 0)));

    assertTrue(e.getMessage().startsWith("x: "), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void aShapeOfNothingMayHaveAnySides() throws IOException {
    SafetensorsFile file =
        read(
            file(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647,0],"
                    + "\"data_offsets\":[0,0]}}"));

    assertEquals(0, file.tensors().get(0).size());
  }

  @Test
  void refusesAHeaderThatIsNotUtf8() {
    byte[] bytes = file("{\"a\":1}", 0);
    bytes[10] = (byte) 0xc0;

    assertMessage("x: no safetensors file: header is not UTF-8", () -> read(bytes));
  }

  @Test
  void boundsTheHeaderBeforeItReadsIt() {
    for (long length : new long[] {0, 1, (1 << 22) + 1, 1L << 40, Long.MAX_VALUE, -1}) {
      byte[] start = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      InputStream in =
          new ByteArrayInputStream(start) {
            @Override
            public synchronized int read(byte[] target, int from, int count) {
              assertTrue(count <= 8 || available() > 0, "read on after the length");
              return super.read(target, from, count);
            }
          };

      assertMessage(
          "x: no safetensors file: length of the header is "
              + Long.toUnsignedString(length)
              + ", wanted from 2 to 4194304",
          () -> SafetensorsFile.read(in, "x"));
    }
  }

  @Test
  void anyCutIsRefused() throws IOException {
    byte[] whole = bytes(Map.of("seed", "1"), TENSORS);

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      BadInputException e = assertThrows(BadInputException.class, () -> read(cut));
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  @Test
  void damageIsRefusedInOneLineOrHarmless() throws IOException {
    byte[] whole = bytes(Map.of("seed", "1"), TENSORS);
    long header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int bit = 0; bit < (8 + header) * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      readOrRefuse(damaged);
    }
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 1 + round % 8; i++) {
        // Mostly signs and digits, which go deeper than noise.
        byte to =
            (byte)
                (round % 2 == 0 ? random.nextInt() : "{}[]\",:0129-e".charAt(random.nextInt(13)));
        damaged[random.nextInt((int) header + 8)] = to;
      }
      readOrRefuse(damaged);
    }
  }

  private static void readOrRefuse(byte[] damaged) {
    try {
      for (NamedTensor tensor : read(damaged).tensors()) {
        assertEquals(tensor.size(), NamedTensor.count(tensor.shape()));
      }
    } catch (BadInputException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    } catch (IOException | RuntimeException e) {
      fail(new String(damaged, StandardCharsets.ISO_8859_1), e);
    }
  }

  @Test
  void theWriterRefusesWhatTheReaderWould() {
    NamedTensor a = NamedTensor.of("a", new float[1], 1);
    NamedTensor reserved = NamedTensor.of("__metadata__", new float[1], 1);

    assertThrows(IllegalArgumentException.class, () -> bytes(Map.of(), List.of(a, a)));
    assertThrows(IllegalArgumentException.class, () -> bytes(Map.of(), List.of(reserved)));
    assertThrows(IllegalArgumentException.class, () -> bytes(Map.of("a", "\ud800"), List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> bytes(Map.of("a", "x".repeat(1 << 22)), List.of()));
    assertThrows(IllegalArgumentException.class, () -> NamedTensor.of("a", new float[2], 3));
    assertThrows(IllegalArgumentException.class, () -> NamedTensor.of("a", new float[2], -1, -2));
  }

  @Test
  void aFailedWriteKeepsTheOldFile(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("a.safetensors");
    SafetensorsWriter.write(path, Map.of("seed", "1"), TENSORS);
    byte[] before = Files.readAllBytes(path);
    NamedTensor a = NamedTensor.of("a", new float[1], 1);

    assertThrows(
        IllegalArgumentException.class,
        () -> SafetensorsWriter.write(path, Map.of(), List.of(a, a)));

    assertArrayEquals(before, Files.readAllBytes(path));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList());
    }
  }

  @Test
  void absentMetadataMayBeNull() throws IOException {
    SafetensorsFile file = read(file("{\"__metadata__\":null}"));
    assertEquals(Map.of(), file.metadata());
  }

  private static byte[] bytes(Map<String, String> metadata, List<NamedTensor> tensors)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafetensorsWriter.write(out, metadata, tensors);
    return out.toByteArray();
  }

  private static byte[] file(String header, int... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    for (int value : data) {
      file.put((byte) value);
    }
    return file.array();
  }

  private static SafetensorsFile read(byte[] bytes) throws IOException {
    return SafetensorsFile.read(new ByteArrayInputStream(bytes), "x");
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable executable) {
    assertEquals(message, assertThrows(BadInputException.class, executable).getMessage());
  }
}
