import { expect, test } from "vitest";
import { clockOf } from "../../../src/views/desk/moment.ts";

test.each([
  ["4:35am", "04:35"],
  ["0435", "04:35"],
  ["435", "04:35"],
  ["04:35", "04:35"],
  ["4.35", "04:35"],
  ["4.35 a.m.", "04:35"],
  ["4:35 AM", "04:35"],
  ["04:35 BST", "04:35"],
  ["04:35:20", "04:35"],
  ["04h35", "04:35"],
  ["0435hrs", "04:35"],
  ["at 4.35am", "04:35"],
  ["4am", "04:00"],
  ["11pm", "23:00"],
  ["11:52pm", "23:52"],
  ["12:05am", "00:05"],
  ["12:05pm", "12:05"],
  ["16:35pm", "16:35"],
  ["midnight", "00:00"],
  ["noon", "12:00"],
])("%s is %s", (typed, clock) => expect(clockOf(typed)).toBe(clock));

test.each(["", "4", "24:00", "4:60", "13:00am", "0:30pm", "soon", "4:3", "44:35", "04351", "-4:35", "4:35xm"])(
  "%j is no time",
  (typed) => expect(clockOf(typed)).toBeUndefined(),
);
