package io.github.lenetcl.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lenet completion}: what lets a shell complete commands and options. */
@Command(
    name = "completion",
    header = "Print what lets bash, zsh or fish complete commands and options.",
    description = {"Print it into a file that the shell reads, as in the examples."},
    footer = {
      "",
      "Examples:",
      "  lenet completion bash > ~/.local/share/bash-completion/completions/lenet",
      "  lenet completion zsh > ~/.lenet-completion; echo 'source ~/.lenet-completion' >> ~/.zshrc",
      "  lenet completion fish > ~/.config/fish/completions/lenet.fish"
    })
final class CompletionCommand implements Runnable {

  /** The shells. */
  private enum Shell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine lenet = spec.root().commandLine();
    // What is made for bash makes itself ready for zsh.
    String script =
        shell == Shell.FISH ? FishCompletion.of(lenet) : AutoComplete.bash("lenet", lenet);
    spec.commandLine().getOut().print(script);
    spec.commandLine().getOut().flush();
  }
}
