package io.github.lenetcl.cli.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lenetcl.bench.Mode;
import io.github.lenetcl.bench.Rates;
import io.github.lenetcl.bench.Report;
import io.github.lenetcl.bench.Row;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTablesTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 1, 1.769})
  void aShareThatCannotBeIsSaid(double share) {
    Rates rates = Rates.of(1, 2, 3);
    Row row = new Row("cpu", 32, rates, rates, Rates.of(1, 1, 1), 10, 10, 1e9, share, 0.5, 0.1);
    Report report =
        new Report(
            "2026-11-30",
            "lenet5",
            Mode.TRAIN,
            "sgd",
            "embedded",
            3,
            0.1,
            List.of(),
            List.of(row),
            List.of());
    assertEquals(share > 1, BenchTables.doubt(report).isPresent());
  }
}
