package io.github.lenetcl.experiment;

import java.util.List;

/** An experiment whose trainings are known before any has begun. */
interface Trainings {

  /** {@return the trainings, none of which needs another's result} */
  List<Run> trainings(Lab lab);
}
