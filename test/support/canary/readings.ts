/** Bytes, read in every way in which text may be hidden in them without being encrypted. */

const percent = /%([0-9a-f]{2})/gi;
const escaped = /\\u([0-9a-f]{4})/gi;
/** Runs that are long enough to hold a name. */
const base64Run = /[A-Za-z0-9+/_-]{16,}/g;
const hexRun = /[0-9a-f]{20,}/gi;

const code = (_: string, hex: string): string => String.fromCodePoint(Number.parseInt(hex, 16));

export interface Reading {
  readonly form: "plain" | "URL" | "JSON" | "base64" | "hex";
  readonly text: string;
}

/** One character for each byte, as it stands and decoded. */
export function readings(bytes: Buffer): readonly Reading[] {
  const plain = bytes.toString("latin1");
  const all: Reading[] = [{ form: "plain", text: plain }];
  if (plain.includes("%")) all.push({ form: "URL", text: plain.replaceAll("+", " ").replaceAll(percent, code) });
  if (plain.includes("\\u")) all.push({ form: "JSON", text: plain.replaceAll(escaped, code) });
  // The beginning of the encoded text is unknown: it may be at any of four letters, or of two digits.
  all.push({ form: "base64", text: decoded(plain, base64Run, "base64", 4) });
  all.push({ form: "hex", text: decoded(plain, hexRun, "hex", 2) });
  return all;
}

const decoded = (plain: string, run: RegExp, as: "base64" | "hex", offsets: number): string =>
  [...plain.matchAll(run)]
    .flatMap(([found]) =>
      Array.from({ length: offsets }, (_, offset) => Buffer.from(found.slice(offset), as).toString("latin1")),
    )
    .join("\n");
