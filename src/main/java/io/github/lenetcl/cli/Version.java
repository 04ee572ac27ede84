package io.github.lenetcl.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Lenet.class.getPackage().getImplementationVersion();
    return new String[] {
      "lenet-cl " + (version == null ? "(not from a jar)" : version),
      "Java %s, %s %s"
          .formatted(
              Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"))
    };
  }
}
