package io.github.lenetcl.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.selftest.TableRows.Way;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table on every backend, a test for each row. */
class SelfTestTest {

  @TestFactory
  Stream<DynamicTest> plainCpuAgainstTheOracle() throws Exception {
    return tests(Way.PLAIN);
  }

  @TestFactory
  Stream<DynamicTest> laneCpuAgainstTheOracle() throws Exception {
    return tests(Way.LANES);
  }

  @TestFactory
  Stream<DynamicTest> vectorCpuAgainstTheOracle() throws Exception {
    return tests(Way.VECTORS);
  }

  @TestFactory
  Stream<DynamicTest> openClAgainstTheOracle() throws Exception {
    return tests(Way.CHOSEN);
  }

  @TestFactory
  Stream<DynamicTest> openClLayerByLayerAgainstTheCpu() throws Exception {
    return tests(Way.LAYER_BY_LAYER);
  }

  @TestFactory
  Stream<DynamicTest> openClFusedAgainstTheCpu() throws Exception {
    return tests(Way.FUSED);
  }

  private static Stream<DynamicTest> tests(Way way) throws Exception {
    List<Row> rows = TableRows.of(way);
    for (String title : way.titles()) {
      assertTrue(rows.stream().anyMatch(row -> row.operation().startsWith(title)), title);
    }
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.operation(), () -> assertTrue(row.passed(), row::toString)));
  }
}
