package io.github.lenetcl.selftest;

import io.github.lenetcl.compute.Backend;
import java.util.List;
import java.util.Optional;

/** A case that several devices are held to the same reference in: that computes it once. */
final class KnownCase implements Case {

  private final Case each;
  private Optional<Results> known = Optional.empty();

  private KnownCase(Case each) {
    this.each = each;
  }

  /** Returns a table's groups with such cases. One that a device is held to itself in stays. */
  static List<Group> of(List<Group> groups) {
    return groups.stream().map(group -> new Group(group.title(), group.gate(), of(group))).toList();
  }

  private static List<Case> of(Group group) {
    return group.cases().stream()
        .<Case>map(each -> each instanceof RepeatedCase ? each : new KnownCase(each))
        .toList();
  }

  @Override
  public String name() {
    return each.name();
  }

  @Override
  public Results on(Backend backend) {
    return each.on(backend);
  }

  @Override
  public Results expected(Backend device, Backend reference) {
    if (known.isEmpty()) {
      known = Optional.of(each.expected(device, reference));
    }
    return known.get();
  }
}
