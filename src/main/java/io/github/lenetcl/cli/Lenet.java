package io.github.lenetcl.cli;

import io.github.lenetcl.cli.answer.ClassifyCommand;
import io.github.lenetcl.cli.answer.EvaluateCommand;
import io.github.lenetcl.cli.answer.ReadCommand;
import io.github.lenetcl.cli.answer.ShowCommand;
import io.github.lenetcl.cli.data.ComposeCommand;
import io.github.lenetcl.cli.data.DistortCommand;
import io.github.lenetcl.cli.data.FetchCommand;
import io.github.lenetcl.cli.measure.BenchCommand;
import io.github.lenetcl.cli.measure.DevicesCommand;
import io.github.lenetcl.cli.measure.ExperimentCommand;
import io.github.lenetcl.cli.measure.GradientsCommand;
import io.github.lenetcl.cli.measure.PlotCommand;
import io.github.lenetcl.cli.measure.SelfTestCommand;
import io.github.lenetcl.cli.measure.TuneCommand;
import io.github.lenetcl.cli.models.ExportCommand;
import io.github.lenetcl.cli.models.ImportCommand;
import io.github.lenetcl.cli.models.InfoCommand;
import io.github.lenetcl.cli.terminal.ErrorStream;
import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.cli.terminal.Failures;
import io.github.lenetcl.cli.terminal.LogOutput;
import io.github.lenetcl.cli.terminal.Overwriting;
import io.github.lenetcl.cli.terminal.StandardOutput;
import io.github.lenetcl.cli.train.TrainCommand;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.FileNames;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code lenet}. Exit codes: 0, 1 where the job failed, 2 for wrong usage. */
@Command(
    name = "lenet",
    header = "LeNet-5 as published in 1998: trained, run and measured on OpenCL devices and CPUs.",
    synopsisSubcommandLabel = "COMMAND",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    footer = {
      "",
      "Examples:",
      "  lenet train --data embedded --out digits.safetensors",
      "  lenet classify digit.png",
      "  lenet devices",
      "",
      "Exit codes: 0, 1 if the job failed, 2 for wrong usage. 'lenet help COMMAND' tells more."
    })
public final class Lenet implements Runnable {

  /** The subcommands in the order in which help shows them. */
  private static final List<String> COMMANDS =
      List.of(
          "devices",
          "info",
          "train",
          "plot",
          "evaluate",
          "classify",
          "show",
          "distort",
          "read",
          "serve",
          "compose",
          "gradients",
          "selftest",
          "bench",
          "tune",
          "fetch",
          "export",
          "import",
          "experiment",
          "help",
          "completion",
          "man");

  /** Those that look at all the others. */
  private static final List<String> LOOKING = List.of("help", "completion", "man");

  /** What asks for the list of commands and for nothing else. */
  private static final Set<String> LISTING = Set.of("", "help", "--help", "-h", "--version", "-V");

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show what the library logs, and where failures come from.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  private Lenet() {}

  /**
   * Runs the command and ends the process with its exit code.
   *
   * @param args the arguments
   * @throws IOException if a rehearsal cannot write its picture
   */
  public static void main(String[] args) throws IOException {
    ErrorStream.restore();
    // Numbers look the same everywhere: programs read them too.
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    // From JDK 22 to 24 another implementation claims to be a terminal where there is none.
    System.setProperty("jdk.console", "java.base");
    StandardOutput standard = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintWriter err = writer(System.err);
    int code =
        Rehearsal.isWanted()
            ? Rehearsal.run(writer(new StandardOutput(OutputStream.nullOutputStream())))
            : execute(writer(standard), err, args);
    err.flush();
    System.exit(standard.code(code));
  }

  /**
   * Runs the command in this process.
   *
   * @param out where results go
   * @param err where everything else goes
   * @param args the arguments
   * @return the exit code
   */
  public static int execute(PrintWriter out, PrintWriter err, String... args) {
    PrintWriter answers = new PrintWriter(new EscapingWriter(out), true);
    PrintWriter messages = new PrintWriter(new EscapingWriter(err), true);
    try {
      int code = commandLine(args).setOut(answers).setErr(messages).execute(args);
      answers.flush();
      return code;
    } catch (StandardOutput.Lost e) {
      return Failures.lost(e, "lenet", messages);
    }
  }

  /**
   * {@return the command with the subcommand that the arguments begin with, or with all where they
   * do not begin with any} Looking at the options of all takes longer than most of a start: where
   * only their list is asked for, they have none.
   *
   * @param args the arguments
   */
  public static CommandLine commandLine(String... args) {
    Lenet lenet = new Lenet();
    CommandLine command = new CommandLine(lenet);
    boolean one = args.length > 0 && COMMANDS.contains(args[0]) && !LOOKING.contains(args[0]);
    boolean list = LISTING.contains(String.join(" ", args));
    for (String name : one ? List.of(args[0]) : COMMANDS) {
      Object subcommand = subcommand(name);
      command.addSubcommand(
          name, list && !LOOKING.contains(name) ? heading(subcommand.getClass()) : subcommand);
    }
    return command
        .registerConverter(Path.class, Lenet::path)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // Files may be named @this.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(Failures::usage)
        .setExecutionExceptionHandler(
            (failure, failed, parsed) -> Failures.job(failure, failed, lenet.verbose))
        .setExecutionStrategy(parsed -> run(parsed, lenet.verbose));
  }

  /** A subcommand as the list shows it. */
  private static CommandSpec heading(Class<?> subcommand) {
    CommandSpec heading = CommandSpec.create();
    heading.usageMessage().header(subcommand.getAnnotation(Command.class).header());
    return heading;
  }

  private static Path path(String name) {
    try {
      return FileNames.path(name);
    } catch (BadInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static Object subcommand(String name) {
    return switch (name) {
      case "devices" -> new DevicesCommand();
      case "info" -> new InfoCommand();
      case "train" -> new TrainCommand();
      case "plot" -> new PlotCommand();
      case "evaluate" -> new EvaluateCommand();
      case "classify" -> new ClassifyCommand();
      case "show" -> new ShowCommand();
      case "distort" -> new DistortCommand();
      case "read" -> new ReadCommand();
      case "serve" -> new ServeCommand();
      case "compose" -> new ComposeCommand();
      case "gradients" -> new GradientsCommand();
      case "selftest" -> new SelfTestCommand();
      case "bench" -> new BenchCommand();
      case "tune" -> new TuneCommand();
      case "fetch" -> new FetchCommand();
      case "export" -> new ExportCommand();
      case "import" -> new ImportCommand();
      case "experiment" -> new ExperimentCommand();
      case "help" -> new HelpCommand();
      case "completion" -> new CompletionCommand();
      case "man" -> new ManCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static int run(ParseResult parsed, boolean verbose) {
    CommandLine chosen = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    LogOutput.install(chosen.getErr(), verbose);
    try {
      Overwriting.refuse(chosen);
      return new CommandLine.RunLast().execute(parsed);
    } catch (StandardOutput.Lost | VirtualMachineError | LinkageError e) {
      return Failures.job(e, chosen, verbose);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Text is UTF-8, as files are, but for the consoles of Windows. */
  private static PrintWriter writer(OutputStream stream) {
    Console console = System.console();
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Charset charset = windows && console != null ? console.charset() : StandardCharsets.UTF_8;
    return new PrintWriter(new OutputStreamWriter(stream, charset), true);
  }
}
