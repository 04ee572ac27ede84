package io.github.lenetcl.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DataOptionTest {

  @ParameterizedTest
  @CsvSource({"embedded, embedded", "some/where/mnist, mnist", "where/mnist/, mnist", "/, /"})
  void modelsRecordTheFoldersName(String source, String name) {
    DataOption data = CommandLine.populateCommand(new DataOption(), "--data", source);
    assertEquals(name, data.name());
    assertEquals(source, data.source());
  }
}
