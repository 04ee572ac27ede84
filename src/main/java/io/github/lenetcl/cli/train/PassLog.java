package io.github.lenetcl.cli.train;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A log that {@code lenet train --log} wrote.
 *
 * @param name what the run is called: the file's name without its end
 * @param passes for each pass its values by their names; those that it has not are absent
 */
public record PassLog(String name, List<Map<String, Double>> passes) {

  /** Points of a curve. */
  public record Points(double[] passes, double[] values) {}

  public static PassLog read(Path file) throws IOException {
    List<String> lines = TextFile.lines(file, "a log of lenet train");
    List<Map<String, Double>> passes = new ArrayList<>();
    boolean json = file.toString().endsWith(".jsonl");
    String[] names = json || lines.isEmpty() ? new String[0] : lines.get(0).split(",", -1);
    for (int i = json ? 0 : 1; i < lines.size(); i++) {
      Map<String, Double> pass = json ? ofJson(lines.get(i)) : ofCsv(names, lines.get(i));
      if (!pass.containsKey("pass")) {
        throw new BadInputException(
            "%s: line %d is \"%s\", wanted the values of a pass"
                .formatted(file, i + 1, brief(lines.get(i))));
      }
      passes.add(pass);
    }
    if (passes.isEmpty()) {
      throw new BadInputException(file + ": no passes, wanted at least one");
    }
    return new PassLog(file.getFileName().toString().replaceFirst("\\.\\w+$", ""), passes);
  }

  private static String brief(String line) {
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  private static Map<String, Double> ofCsv(String[] names, String line) {
    String[] values = line.split(",", -1);
    Map<String, Double> pass = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(names.length, values.length); i++) {
      try {
        if (!values[i].isEmpty()) {
          pass.put(names[i], Double.parseDouble(values[i]));
        }
      } catch (NumberFormatException e) {
        return Map.of();
      }
    }
    return pass;
  }

  private static Map<String, Double> ofJson(String line) {
    Map<String, Double> pass = new LinkedHashMap<>();
    try {
      if (JsonParser.parseString(line) instanceof JsonObject object) {
        for (Map.Entry<String, JsonElement> each : object.entrySet()) {
          if (each.getValue().isJsonPrimitive()) {
            pass.put(each.getKey(), each.getValue().getAsDouble());
          }
        }
      }
      return pass;
    } catch (JsonParseException | NumberFormatException e) {
      return Map.of();
    }
  }

  /** Returns a column as points, without the passes that have no finite value there. */
  public Points points(String column) {
    List<Map<String, Double>> known =
        passes.stream()
            .filter(pass -> Double.isFinite(pass.getOrDefault(column, Double.NaN)))
            .toList();
    return new Points(
        known.stream().mapToDouble(pass -> pass.get("pass")).toArray(),
        known.stream().mapToDouble(pass -> pass.get(column)).toArray());
  }
}
