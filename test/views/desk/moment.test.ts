/** The clock as people say it in the night. */
import { describe, expect, test } from "vitest";
import { lastAt } from "../../../src/views/desk/moment.ts";

describe("a clock time is the last moment that showed it", () => {
  const zone = "Europe/London";
  test.each([
    ["03:12", "2024-07-05T03:30:00+01:00", "2024-07-05T03:12:00+01:00"],
    ["03:30", "2024-07-05T03:30:59+01:00", "2024-07-05T03:30:00+01:00"],
    ["23:55", "2024-07-05T00:05:00+01:00", "2024-07-04T23:55:00+01:00"],
    ["03:31", "2024-07-05T03:30:00+01:00", "2024-07-04T03:31:00+01:00"],
    ["0:05", "2024-12-13T00:06:00Z", "2024-12-13T00:05:00Z"],
    // Clocks go forward at 1am on 31 March 2024, and back at 2am on 27 October.
    ["00:30", "2024-03-31T03:00:00+01:00", "2024-03-31T00:30:00Z"],
    ["23:30", "2024-10-27T03:00:00Z", "2024-10-26T23:30:00+01:00"],
  ])("%s at %s", (clock, now, then) => {
    expect(lastAt(clock, new Date(now), zone)).toEqual(new Date(then));
  });
});
