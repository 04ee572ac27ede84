package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.options.DistortionOptions;
import io.github.lenetcl.cli.options.NetworkOption;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the command that goes on with a run that was stopped. */
final class ResumeLine {

  private static final Set<Class<?>> GROUPS =
      Set.of(
          NetworkOption.class,
          RecipeOptions.class,
          LossOptions.class,
          OptimizerOptions.class,
          DistortionOptions.class);

  private static final Set<String> NAMES =
      Set.of("--init", "--new-classes", "--resume", "--seed", "--scaling");

  private ResumeLine() {}

  /**
   * Returns the command, ready to be pasted into a shell: with the options that say where the run's
   * files are and where it runs. How it trains is in the checkpoint.
   *
   * @param command the command that was given
   * @param args its arguments
   * @param checkpoint what the run left
   */
  static String of(CommandSpec command, List<String> args, Path checkpoint) {
    List<String> words = new ArrayList<>(List.of("lenet"));
    for (int i = 0; i < args.size(); i++) {
      String name = args.get(i).replaceFirst("(?s)=.*", "");
      OptionSpec option = command.findOption(name);
      if (option == null || !isInCheckpoint(option)) {
        words.add(args.get(i));
      } else if (name.equals(args.get(i)) && option.arity().max() > 0) {
        i++;
      }
    }
    words.add("--resume");
    words.add(checkpoint.toString());
    return words.stream().map(ResumeLine::quoted).collect(Collectors.joining(" "));
  }

  private static boolean isInCheckpoint(OptionSpec option) {
    return option.userObject() instanceof Field field
        && (GROUPS.contains(field.getDeclaringClass()) || NAMES.contains(option.longestName()));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
