package io.github.lenetcl.cli.data;

import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.data.fetch.Fetch;
import io.github.lenetcl.data.fetch.RemoteFile;
import java.io.PrintWriter;
import java.net.URI;

/** Shows a download: a line for each file and, on a terminal, how much of it has come. */
final class FetchDisplay implements Fetch.Listener {

  private final PrintWriter out;
  private final boolean terminal;
  private long percentDrawn = -1;

  FetchDisplay(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void skipped(RemoteFile file) {
    out.println(file.name() + ": there already");
  }

  @Override
  public void progress(RemoteFile file, long bytes) {
    long percent = 100 * bytes / file.size();
    if (terminal && percent != percentDrawn) {
      out.print("\r%s: %3d %% of %,d bytes".formatted(file.name(), percent, file.size()));
      out.flush();
      percentDrawn = percent;
    }
  }

  @Override
  public void failed(RemoteFile file, URI address, String reason) {
    endLine();
    out.println(
        "%s: not from %s: %s".formatted(file.name(), address, EscapingWriter.escaped(reason)));
  }

  @Override
  public void finished(RemoteFile file) {
    if (percentDrawn >= 0) {
      out.print("\r");
      percentDrawn = -1;
    }
    out.println("%s: %,d bytes, sum right    ".formatted(file.name(), file.size()).stripTrailing());
  }

  private void endLine() {
    if (percentDrawn >= 0) {
      out.println();
      percentDrawn = -1;
    }
  }
}
