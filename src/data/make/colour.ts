/** Party colours that can be read as text, by the contrast rule of WCAG 2 (4.5 to 1). */

const enough = 4.5;
const paper = "#ffffff";
const night = "#1e1f22";

export interface Colours {
  readonly base: string;
  readonly onLight: string;
  readonly onDark: string;
}

/** The party's own colour, darkened for a white page and lightened for a near-black one only as far as needed. */
export function readable(base: string): Colours {
  return { base, onLight: towards(base, "#000000", paper), onDark: towards(base, "#ffffff", night) };
}

export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function towards(colour: string, end: string, background: string): string {
  for (let step = 0; step < 100; step++) {
    const mixed = mix(colour, end, step / 100);
    if (contrast(mixed, background) >= enough) return mixed;
  }
  return end;
}

function mix(colour: string, end: string, part: number): string {
  const other = channels(end);
  const mixed = channels(colour).map((value, index) => Math.round(value + ((other[index] ?? 0) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(colour: string): number {
  const weights = [0.2126, 0.7152, 0.0722];
  return channels(colour)
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0);
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
