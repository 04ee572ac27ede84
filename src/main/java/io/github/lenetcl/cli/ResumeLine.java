package io.github.lenetcl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the command that goes on with a run that was stopped. */
final class ResumeLine {

  private ResumeLine() {}

  /**
   * Returns the command, ready to be pasted into a shell.
   *
   * @param args the arguments of the run that was stopped
   * @param checkpoint what it left
   */
  static String of(List<String> args, Path checkpoint) {
    List<String> words = new ArrayList<>(List.of("lenet"));
    for (int i = 0; i < args.size(); i++) {
      String option = args.get(i).replaceFirst("=.*", "");
      if (!option.equals("--resume") && !option.equals("--init")) {
        words.add(args.get(i));
      } else if (option.equals(args.get(i))) {
        i++;
      }
    }
    words.add("--resume");
    words.add(checkpoint.toString());
    return words.stream().map(ResumeLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
