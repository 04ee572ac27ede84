package io.github.lenetcl.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsEveryKindOfValue() throws Exception {
    Object value =
        JsonParser.parse(
            " {\"a\" : [ 1, -0, -2.5e-1, 9223372036854775807 ], \"b\":{},\n\"c\":[],\t\"d\":true,"
                + "\"e\":false, \"f\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00é\"} ");

    assertEquals(
        Map.of(
            "a",
            List.of(1L, 0L, -0.25, Long.MAX_VALUE),
            "b",
            Map.of(),
            "c",
            List.of(),
            "d",
            true,
            "e",
            false,
            "f",
            "\"\\/\b\f\n\r\té\uD83D\uDE00é"),
        value);
  }

  @Test
  void writesWhatItReads() throws Exception {
    String text = "{\"b\":[1,2.5,{\"x\":[]}],\"a\":{},\"quo\\\"te\\u000a\":true}";

    assertEquals(text, Json.write(JsonParser.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nul",
        "tru",
        "True",
        "NaN",
        "Infinity",
        "+1",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e999",
        "0x10",
        "1 2",
        "9223372036854775808",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "]",
        "{",
        "{}}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":1}",
        "'a'",
        "\"a",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\",
        "// a\n1",
        "\uFEFF1",
        "1\u00a0"
      })
  void refusesWhatIsNotJson(String text) {
    JsonParser.SyntaxException e =
        assertThrows(JsonParser.SyntaxException.class, () -> JsonParser.parse(text));

    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    assertTrue(e.getMessage().startsWith("JSON, character "), e.getMessage());
  }

  @Test
  void boundsTheDepth() throws Exception {
    int most = JsonParser.MAX_DEPTH;
    JsonParser.parse("[".repeat(most) + "1" + "]".repeat(most));

    assertThrows(
        JsonParser.SyntaxException.class,
        () -> JsonParser.parse("[".repeat(most + 1) + "1" + "]".repeat(most + 1)));
    assertThrows(JsonParser.SyntaxException.class, () -> JsonParser.parse("[".repeat(1_000_000)));
    assertThrows(
        JsonParser.SyntaxException.class, () -> JsonParser.parse("{\"a\":".repeat(1_000_000)));
  }

  @Test
  void quotesFitOneLine() {
    assertEquals("\"a\\u000ab\\u001b\"", Json.quote("a\nb\u001b"));
    assertTrue(Json.quote("x".repeat(1000)).length() < 70);
    assertFalse(Json.quote("\u2028\u0085").contains("\u2028"));
  }

  @Test
  void cannotWriteWhatIsNoJson() {
    assertThrows(IllegalArgumentException.class, () -> Json.write(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(new Object())));
  }
}
