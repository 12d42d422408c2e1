/** Rule 5 of the tip line: failures of it are told in the next window, and without a time. */
import { expect, test } from "vitest";
import type { LogFields } from "../../../src/lib/log.ts";
import { createLateLog } from "../../../src/tips/relay/late-log.ts";
import { hour } from "../../support/tips-stage.ts";

test("rule 5: a failure is told once, in the window after its own, and without a time", () => {
  const told: (readonly [string, LogFields | undefined])[] = [];
  const write = (event: string, fields?: LogFields): void => void told.push([event, fields]);
  let at = Date.parse("2024-07-10T09:20:00Z");
  const log = createLateLog({ info: write, warn: write, error: write }, () => new Date(at), hour);
  for (const event of ["a", "b", "a"]) log.error(event);
  at += 39 * 60_000;
  log.tell();
  expect(told).toEqual([]);
  at += 60_000;
  log.tell();
  log.tell();
  expect(told).toEqual([
    ["a", { untimed: true }],
    ["b", { untimed: true }],
  ]);
});
