package io.github.lenetcl.training;

/** How large the steps of a recipe are at a place of a run. */
public final class Rates {

  private Rates() {}

  /**
   * {@return the rate of an update: η, before any division by curvature or moments}
   *
   * @param recipe the recipe
   * @param pass the pass, from 1
   * @param done the samples of this pass that are done
   * @param total the samples of a pass
   */
  public static float of(Recipe recipe, int pass, int done, int total) {
    int batch = recipe.settings().batch();
    int steps = PassRunner.steps(total, batch);
    int step = Math.min(steps - 1, done / batch);
    return recipe.rule(pass, step, steps).rate();
  }
}
