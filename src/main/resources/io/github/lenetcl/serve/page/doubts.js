// Why a number is in doubt: which of its digits may be others.

import { percent } from "./dom.js";

/** A digit whose best reading has less of the shares than this is in doubt. */
const SURE = 0.95;

/** How much of their columns two boxes have in common, by the wider one. */
function overlap(a, b) {
  const common = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  return common / Math.max(a.right - a.left, b.right - b.left);
}

/**
 * For each digit of the best text what else may stand there: the shares of all candidates, added up
 * by what they read at its place; "" stands for another cut.
 */
export function alternatives(candidates) {
  const [best, ...others] = candidates;
  if (!best) return [];
  const told = candidates.reduce((sum, each) => sum + each.confidence, 0);
  return best.digits.map((digit) => {
    const shares = new Map([[digit.text, best.confidence]]);
    for (const other of others) {
      const there = other.digits.find((each) => overlap(each.box, digit.box) > 0.6);
      const text = there ? there.text : "";
      shares.set(text, (shares.get(text) ?? 0) + other.confidence);
    }
    const ranked = [...shares].map(([text, share]) => ({ text, share: share / Math.max(told, 1e-9) }))
      .sort((a, b) => b.share - a.share);
    const own = ranked.find((each) => each.text === digit.text);
    return { digit, share: own.share, others: ranked.filter((each) => each !== own && each.share > 0.02) };
  });
}

export const inDoubt = ({ share }) => share < SURE;

/** The doubts in words. */
export function words(digits) {
  return digits.map((each, i) => ({ each, place: i + 1 })).filter(({ each }) => inDoubt(each)).map(({ each, place }) => {
    const others = each.others.map(({ text, share }) => `${text === "" ? "cut elsewhere" : text} (${percent(share)})`);
    return `Digit ${place}: ${each.digit.text} (${percent(each.share)})${others.length ? " or " + others.join(", ") : ""}`;
  });
}
