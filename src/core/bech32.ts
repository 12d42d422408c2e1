/**
 * How age writes its keys: bech32 (BIP 173), letters and digits with a checksum at the end, so that a slip in a pasted key is
 * seen at once. Of its checks the greatest length is left out, as age leaves it out.
 */

const letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const checksumLength = 6;

/** @param prefix in lower case @returns in lower case */
export function toBech32(prefix: string, bytes: Uint8Array): string {
  const data = regroup([...bytes], 8, 5, true) ?? [];
  const sum = polymod([...spread(prefix), ...data, ...Array<number>(checksumLength).fill(0)]) ^ 1;
  const checksum = Array.from({ length: checksumLength }, (_, i) => (sum >>> (5 * (5 - i))) & 31);
  return `${prefix}1${[...data, ...checksum].map((value) => letters.charAt(value)).join("")}`;
}

/** @returns undefined for what was not written like this, or not to the end */
export function fromBech32(text: string): { readonly prefix: string; readonly bytes: Uint8Array } | undefined {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return undefined;
  const split = lower.lastIndexOf("1");
  const prefix = lower.slice(0, Math.max(split, 0));
  const values = Array.from(lower.slice(split + 1), (letter) => letters.indexOf(letter));
  if (!/^[\x21-\x7E]+$/.test(prefix) || values.length < checksumLength || values.includes(-1)) return undefined;
  if (polymod([...spread(prefix), ...values]) !== 1) return undefined;
  const bytes = regroup(values.slice(0, -checksumLength), 5, 8, false);
  return bytes && { prefix, bytes: Uint8Array.from(bytes) };
}

/** A public key that tips can be sealed to: age1… of the X25519 kind. */
export function isRecipient(text: string): boolean {
  const read = text.startsWith("age1") ? fromBech32(text) : undefined;
  return read?.prefix === "age" && read.bytes.length === 32;
}

/** A secret key that opens what is sealed to its recipient: AGE-SECRET-KEY-1…, in capitals as age wants it. */
export function isIdentity(text: string): boolean {
  const read = text.startsWith("AGE-SECRET-KEY-1") ? fromBech32(text) : undefined;
  return read?.prefix === "age-secret-key-" && read.bytes.length === 32;
}

const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function polymod(values: readonly number[]): number {
  return values.reduce((sum, value) => {
    const next = ((sum & 0x1ffffff) << 5) ^ value;
    return generators.reduce((mixed, generator, i) => ((sum >>> (25 + i)) & 1 ? mixed ^ generator : mixed), next);
  }, 1);
}

/** The prefix as the checksum sees it. */
const spread = (prefix: string): readonly number[] => {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
};

/** The same bits in groups of another size. @returns undefined where bits that fill up are not zero, or too many */
function regroup(values: readonly number[], from: number, to: number, fill: boolean): readonly number[] | undefined {
  const out: number[] = [];
  let [held, bits] = [0, 0];
  for (const value of values) {
    held = ((held << from) | value) & 0xfff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      out.push((held >>> bits) & ((1 << to) - 1));
    }
  }
  const rest = (held << (to - bits)) & ((1 << to) - 1);
  if (fill) return bits > 0 ? [...out, rest] : out;
  return bits < from && rest === 0 ? out : undefined;
}
