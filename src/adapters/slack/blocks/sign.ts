/**
 * A party's sign in a heading: a square of its colour, since a message of Slack's has no other place for one. Letters of the
 * heading say the party; the square is for eyes that look over many headings, and no words for screen readers have it.
 */
import type { Colour } from "../../../core/reply.ts";

/** Squares by the hue below which they stand, in degrees; red comes round again. */
const byHue: readonly (readonly [below: number, square: string])[] = [
  [15, "🟥"],
  [43, "🟧"],
  [70, "🟨"],
  [175, "🟩"],
  // Between green and blue, where no square is: another shape tells turquoise from blue.
  [196, "🔷"],
  [255, "🟦"],
  [335, "🟪"],
  [361, "🟥"],
];

/** Share of a colour's strength below which it is taken for grey. */
const grey = 0.18;

/** @returns one square, for a colour as "#e4003b" */
export function signOf({ base }: Colour): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(base.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels;
  const [most, least] = [Math.max(...channels), Math.min(...channels)];
  const spread = most - least;
  if (spread < grey * Math.max(most, 0.4)) return most < 0.4 ? "⬛" : "⬜";
  const turn =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  const hue = (turn * 60 + 360) % 360;
  return byHue.find(([below]) => hue < below)?.[1] ?? "⬜";
}

/** The squares as they are seen. */
export const signColours: ReadonlyMap<string, string> = new Map([
  ["🟥", "#dd2e44"],
  ["🟧", "#f4900c"],
  ["🟨", "#fdcb58"],
  ["🟩", "#78b159"],
  ["🟦", "#55acee"],
  ["🔷", "#55acee"],
  ["🟪", "#aa8ed6"],
  ["⬜", "#e6e7e8"],
  ["⬛", "#31373d"],
]);
