package io.github.lenetcl.reading;

import java.util.List;

/** Text in a drawing, whatever it holds. */
final class SvgText {

  /** Of letters, less than this part of their size is their mean width. */
  private static final double WIDTH = 0.6;

  private SvgText() {}

  /** The room that a line takes at most, letters of common width assumed. */
  static double width(String text, int size) {
    return WIDTH * size * text.length();
  }

  /** A caption as it is, or where it is wider than that its parts, a line each. */
  static List<String> lines(String caption, int size, double most) {
    return width(caption, size) <= most ? List.of(caption) : List.of(caption.split(" · "));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
