package io.github.lenetcl.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.oracle.OracleBackend;
import io.github.lenetcl.selftest.OpenClRows.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table on every backend, a test for each row. */
class SelfTestTest {

  @TestFactory
  Stream<DynamicTest> plainCpuAgainstTheOracle() {
    return rows(CpuBackend.plain(2), new OracleBackend());
  }

  @TestFactory
  Stream<DynamicTest> laneCpuAgainstTheOracle() {
    return rows(CpuBackend.lanes(2), new OracleBackend());
  }

  @TestFactory
  Stream<DynamicTest> vectorCpuAgainstTheOracle() {
    return rows(VectorCpuForTests.open(), new OracleBackend());
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
    return tests(OpenClRows.of(way), way.titles());
  }

  private static Stream<DynamicTest> rows(Backend device, Backend reference) {
    List<Row> rows = new ArrayList<>();
    boolean passed;
    try (device;
        reference) {
      passed = SelfTest.run(device, reference, false, List.of(), rows::add);
    }
    assertTrue(passed == rows.stream().allMatch(Row::passed));
    return tests(rows, SelfTest.titles());
  }

  private static Stream<DynamicTest> tests(List<Row> rows, List<String> titles) {
    for (String title : titles) {
      assertTrue(rows.stream().anyMatch(row -> row.operation().startsWith(title)), title);
    }
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.operation(), () -> assertTrue(row.passed(), row::toString)));
  }
}
