package io.github.lenetcl.serve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a form (RFC 7578). */
final class Multipart {

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "boundary=(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))", Pattern.CASE_INSENSITIVE);

  private static final Pattern FILE_NAME =
      Pattern.compile("filename=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_NAME = 200;

  private static final byte[] HEADERS_END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private Multipart() {}

  static List<Upload> pictures(String type, byte[] body, Limits limits) {
    Matcher matcher = BOUNDARY.matcher(type);
    if (!matcher.find()) {
      throw Problem.bad("Content-Type: no boundary, wanted that of the form's parts");
    }
    String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    byte[] next = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    List<Upload> pictures = new ArrayList<>();
    int at = find(body, mark, 0);
    if (at < 0) {
      throw Problem.bad("form: no part, wanted a file after \"--" + boundary + "\"");
    }
    at += mark.length;
    while (!startsWith(body, at, "--")) {
      int headersEnd = find(body, HEADERS_END, at);
      int end = headersEnd < 0 ? -1 : find(body, next, headersEnd + 2);
      if (end < 0) {
        throw Problem.bad("form: ends within part " + (pictures.size() + 1));
      }
      String headers = new String(body, at, headersEnd - at, StandardCharsets.UTF_8);
      Matcher name = FILE_NAME.matcher(headers);
      // Fields that are no files are left to others.
      if (name.find()) {
        Uploads.requireRoom(pictures.size() + 1, limits);
        int from = Math.min(end, headersEnd + HEADERS_END.length);
        byte[] content = Arrays.copyOfRange(body, from, end);
        pictures.add(new Upload.File(nameOf(name.group(1), pictures), content, limits.pixels()));
      }
      at = end + next.length;
    }
    return pictures;
  }

  private static String nameOf(String given, List<Upload> before) {
    String name = given.replaceAll("[\\p{Cntrl}]", " ").strip();
    if (name.isEmpty()) {
      return "picture " + (before.size() + 1);
    }
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  private static boolean startsWith(byte[] body, int at, String text) {
    return at + text.length() <= body.length
        && new String(body, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  private static int find(byte[] body, byte[] wanted, int from) {
    for (int at = from; at <= body.length - wanted.length; at++) {
      int same = 0;
      while (same < wanted.length && body[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
