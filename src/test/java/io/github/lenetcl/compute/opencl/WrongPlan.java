package io.github.lenetcl.compute.opencl;

import io.github.lenetcl.compute.Plan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Plans that give arrays with one value that is wrong. */
public final class WrongPlan {

  private WrongPlan() {}

  /**
   * Makes one.
   *
   * @param right what computes rightly
   * @param by how far the first value is off
   * @param methods which of its methods are wrong
   */
  public static Plan of(Plan right, float by, String... methods) {
    Set<String> wrong = Set.of(methods);
    return (Plan)
        Proxy.newProxyInstance(
            Plan.class.getClassLoader(),
            new Class<?>[] {Plan.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(right, arguments);
                if (wrong.contains(method.getName())) {
                  ((float[]) result)[0] += by;
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
