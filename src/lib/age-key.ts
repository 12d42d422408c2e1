/** Keys as age writes them: bech32 (BIP 173), with a checksum at the end, so that a slip in a pasted key is seen at once. */
import { bech32 } from "@scure/base";

/** age leaves the greatest length of BIP 173 out. */
const anyLength = false;

/** @param prefix in lower case @returns in lower case */
export const toBech32 = (prefix: string, bytes: Uint8Array): string =>
  bech32.encode(prefix, bech32.toWords(bytes), anyLength);

/** @returns undefined for text that is no bech32, or is damaged */
export function fromBech32(text: string): { readonly prefix: string; readonly bytes: Uint8Array } | undefined {
  const read = bech32.decodeUnsafe(text, anyLength);
  const bytes = read && bech32.fromWordsUnsafe(read.words);
  return bytes ? { prefix: read.prefix, bytes } : undefined;
}

/** A public key that tips can be sealed to: age1… of the X25519 kind. */
export function isRecipient(text: string): boolean {
  const read = text.startsWith("age1") ? fromBech32(text) : undefined;
  return read?.prefix === "age" && read.bytes.length === 32;
}

/** An identity, which opens words sealed to its recipient: AGE-SECRET-KEY-1…, in capitals as age wants it. */
export function isIdentity(text: string): boolean {
  const read = text.startsWith("AGE-SECRET-KEY-1") ? fromBech32(text) : undefined;
  return read?.prefix === "age-secret-key-" && read.bytes.length === 32;
}
