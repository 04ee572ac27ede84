package io.github.lenetcl.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backend;
import io.github.lenetcl.compute.DeviceException;
import io.github.lenetcl.compute.cpu.CpuBackend;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device that cannot run a row. */
class NotRunTest {

  @Test
  void theReasonIsTold() {
    Backend broken =
        (Backend)
            Proxy.newProxyInstance(
                Backend.class.getClassLoader(),
                new Class<?>[] {Backend.class},
                (proxy, method, arguments) -> {
                  throw new DeviceException("runs it with at most 32 work-items");
                });
    List<Row> rows = new ArrayList<>();
    try (Backend plain = CpuBackend.plain(1)) {
      assertFalse(SelfTest.run(broken, plain, true, List.of("stop"), rows::add));
    }
    assertEquals(1, rows.size());
    assertEquals(0, rows.get(0).cases());
    assertFalse(rows.get(0).passed());
    assertTrue(Double.isFinite(rows.get(0).worstRelativeL2()));
    assertTrue(rows.get(0).detail().endsWith("at most 32 work-items"), rows.get(0).detail());
  }
}
