/** Any text at all, for properties: letters of every script, controls, and code points without a letter yet. */
import fc from "fast-check";

/** Halves of letters, which are no letters, lie between. */
const [half, halves] = [0xd8_00, 0x8_00];
const point = fc.integer({ min: 0, max: 0x10_ff_ff - halves }).map((n) => (n < half ? n : n + halves));

/** As the library's own strings of "binary", for which it first makes a list of every letter there is, in each process. */
export const anyText = (bounds: { readonly minLength?: number; readonly maxLength?: number } = {}) =>
  fc.array(point, bounds).map((points) => String.fromCodePoint(...points));
