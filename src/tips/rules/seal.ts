/**
 * Tips and replies at rest: sealed with age to one or more recipients, any of whom opens them.
 *
 * The sealed text is the case number, a line end, the words, a line end, and spaces. The number is compared on opening: a
 * sealed text that was put in another's place is not shown as that other's. (It does not stop someone who can write the
 * database from sealing words of their own: recipients are public.) The spaces fill up to one of a few sizes, so the length
 * tells little of the words; whoever opens it with the `age` program sees nothing of them.
 */
import { armor, Decrypter, Encrypter } from "age-encryption";
import { isIdentity, isRecipient } from "../../lib/age-key.ts";
import { asCaseNumber, type CaseNumber } from "./case-number.ts";

/** Bytes of all that is sealed: each step doubles, so a length is told to within a factor of two, and not below the first. */
export const sizes = [1_024, 2_048, 4_096, 8_192, 16_384] as const;

/** Bytes of the number and of two line ends. */
const frame = 6 + 2;
/** Bytes of the longest text. */
export const longestText = 16_384 - frame;

export type SealTrouble =
  /** Sealed to others; or damaged just where it says to whom. */
  | "wrong-key"
  /** Not as it was sealed, or sealed by something that is not ours. */
  | "damaged"
  /** Sealed for another case. */
  | "other-case";

const says: Readonly<Record<SealTrouble, string>> = {
  "wrong-key": "None of the keys here opens this",
  damaged: "This is damaged, or no sealed text of ours",
  "other-case": "This was sealed for another case",
};

/** Repeats nothing of what was sealed, and has no cause that could. */
export class SealError extends Error {
  override readonly name = "SealError";
  readonly code: SealTrouble;
  constructor(code: SealTrouble) {
    super(says[code]);
    this.code = code;
  }
}

/**
 * @param recipients age1…; one at least
 * @throws RangeError for a text that is too long or no Unicode, no recipients, or one that is none
 */
export async function seal(number: CaseNumber, text: string, recipients: readonly string[]): Promise<Uint8Array> {
  if (recipients.length === 0 || !recipients.every(isRecipient))
    throw new RangeError("recipients are public keys of age, age1…, and there is one at least");
  if (!text.isWellFormed()) throw new RangeError("half a character cannot be sealed");
  const framed = Buffer.from(`${asCaseNumber(number)}\n${text}\n`);
  const size = sizeFor(framed.length);
  if (size === undefined) throw new RangeError(`more than ${longestText} bytes are not sealed`);
  const full = Buffer.alloc(size, " ");
  framed.copy(full);
  const encrypter = new Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  try {
    return await encrypter.encrypt(full);
  } finally {
    for (const plain of [framed, full]) plain.fill(0);
  }
}

/**
 * @param identities AGE-SECRET-KEY-1…, tried one after the other
 * @throws SealError; RangeError for an identity that is none
 */
export async function open(number: CaseNumber, sealed: Uint8Array, identities: readonly string[]): Promise<string> {
  const plain = await decrypt(sealed, identities);
  const end = plain.indexOf("\n");
  if (end < 0) throw new SealError("damaged");
  if (plain.slice(0, end) !== number) throw new SealError("other-case");
  return bare(plain.slice(end + 1));
}

/** Without what fills up: the spaces at the end, and the one line end before them. */
function bare(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === " ") end -= 1;
  return text.slice(0, text.charAt(end - 1) === "\n" ? end - 1 : end);
}

/** As letters that any message or file carries, and that the `age` program opens as they are. */
export const armoured = (sealed: Uint8Array): string => armor.encode(sealed);

/** @throws SealError */
export function unarmoured(text: string): Uint8Array {
  try {
    return armor.decode(text);
  } catch {
    throw new SealError("damaged");
  }
}

/** Characters that a text of so many bytes has when it is sealed and armoured. @returns undefined where it is too long */
export function armouredLength(bytes: number, recipients: number): number | undefined {
  const size = sizeFor(bytes + frame);
  return size === undefined ? undefined : armouredSize(sealedSize(size, recipients));
}

/** Bytes of the longest text that fits a message of so many characters, sealed and armoured; undefined where none does. */
export function longestTextFor(characters: number, recipients: number): number | undefined {
  const size = sizes.findLast((one) => armouredSize(sealedSize(one, recipients)) <= characters);
  return size === undefined ? undefined : size - frame;
}

const sizeFor = (bytes: number): number | undefined => sizes.find((size) => size >= bytes);

/** Of age's format: version line, a stanza of two lines for each recipient, the header's code, a nonce and one tag. */
const sealedSize = (bytes: number, recipients: number): number => 22 + 98 * recipients + 48 + 16 + bytes + 16;

/** 48 bytes a line of 64 letters and its end, between a first line and a last. */
const armouredSize = (bytes: number): number => 35 + 4 * Math.ceil(bytes / 3) + Math.ceil(bytes / 48) + 33;

async function decrypt(sealed: Uint8Array, identities: readonly string[]): Promise<string> {
  // Nothing of ours is so long, whoever it was sealed to: what is, is not read at all.
  if (sealed.length > 64 * 1_024) throw new SealError("damaged");
  if (!identities.every(isIdentity)) throw new RangeError("identities are secret keys of age, AGE-SECRET-KEY-1…");
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  let bytes: Uint8Array | undefined;
  try {
    bytes = await decrypter.decrypt(sealed);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new SealError(isForOthers(error) ? "wrong-key" : "damaged");
  } finally {
    bytes?.fill(0);
  }
}

/** The library tells by words alone; a test notices when they change. */
const isForOthers = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("no identity matched");
