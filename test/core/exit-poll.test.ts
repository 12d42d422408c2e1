/** An exit poll in words: what it means for the House. The figures are those that broadcasters gave out at ten o'clock. */
import { expect, test } from "vitest";
import { pollWords } from "../../src/core/exit-poll.ts";
import { Results } from "../../src/core/results.ts";
import { theNight } from "../support/night.ts";

const { lookup } = Results.before(theNight().election);

test.each<[string, Record<string, number>, string]>([
  ["2024", { lab: 410, con: 131, ld: 61, reform: 13, snp: 10, others: 25 }, "Labour majority of 170"],
  ["2019", { con: 368, lab: 191, snp: 55, ld: 13, others: 23 }, "Conservative majority of 86"],
  ["2017", { con: 314, lab: 266, snp: 34, ld: 14, others: 22 }, "no majority; the Conservatives largest, 12 short"],
  // "Others" are no party, however many they are.
  ["of no party", { others: 650 }, "no party is named"],
])("%s", (_, seats, words) => {
  expect(pollWords({ seats }, lookup)).toBe(words);
});
