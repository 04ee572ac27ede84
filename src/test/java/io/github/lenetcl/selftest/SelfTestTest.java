package io.github.lenetcl.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.cpu.CpuBackend;
import io.github.lenetcl.compute.cpu.VectorCpuForTests;
import io.github.lenetcl.compute.opencl.OpenClForTests;
import io.github.lenetcl.oracle.OracleBackend;
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
  Stream<DynamicTest> openClAgainstTheOracle() {
    return rows(OpenClForTests.open(), new OracleBackend());
  }

  @TestFactory
  Stream<DynamicTest> openClLayerByLayerAgainstTheCpu() {
    return rows(OpenClForTests.openGeneral(), CpuBackend.plain(2));
  }

  @TestFactory
  Stream<DynamicTest> openClFusedAgainstTheCpu() {
    return rows(OpenClForTests.openFused(), CpuBackend.plain(2));
  }

  private static Stream<DynamicTest> rows(Backend device, Backend reference) {
    List<Row> rows = new ArrayList<>();
    boolean passed;
    try (device;
        reference) {
      passed = SelfTest.run(device, reference, false, List.of(), rows::add);
    }
    assertTrue(passed == rows.stream().allMatch(Row::passed));
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.operation(), () -> assertTrue(row.passed(), row::toString)));
  }
}
