/**
 * From a codename: under what its case is looked up, and the key that opens replies. The store holds the one and can say
 * nothing of the other, nor of the codename: both come out of scrypt, which makes each guess dear, and are parted by HKDF.
 *
 * Nothing here looks whether there is such a case, and so every codename costs the same.
 */
import { hkdf, scrypt, type ScryptOptions } from "node:crypto";
import { promisify } from "node:util";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { z } from "zod";
import { toBech32 } from "../../lib/age-key.ts";
import { UserError } from "../../core/errors.ts";
import type { Codename } from "./codename.ts";
import type { Random } from "./random.ts";
import { BusyError, createTurns, type TurnsOptions } from "./queue.ts";

const lookupId = z
  .string()
  .regex(/^[\w-]{22}$/)
  .brand("lookup id");

/** 128 bits as base64url: what the store knows a case's source by. */
export type LookupId = z.output<typeof lookupId>;

export interface Keys {
  readonly lookup: LookupId;
  /** AGE-SECRET-KEY-1…: never leaves memory. */
  readonly identity: string;
  /** age1…: kept with the case, so that replies can be sealed. */
  readonly recipient: string;
}

export type Derive = (codename: Codename) => Promise<Keys>;

/** 16 MiB and about 50 ms a codename. None of these may change while a codename is in use. */
const usualCost = { N: 2 ** 14, r: 8, p: 1, maxmem: 32 * 1_024 * 1_024 } satisfies ScryptOptions;
const saltLength = 32;

/** Two of the four threads that Node has for such work: files and names are still looked up meanwhile. */
const usualTurns: TurnsOptions = { atOnce: 2, waiting: 20 };

/** One for the whole installation, for good. Without it no codename opens anything, so backups must hold it. */
export const newSalt = (random: Random): Uint8Array => random(saltLength);

/**
 * @param cost of a guess: less of it is for stages on which nobody guesses
 * @throws RangeError for a salt that is none
 * @returns rejects with a UserError where too many ask at once
 */
export function createDerive(
  salt: Uint8Array,
  turns: TurnsOptions = usualTurns,
  cost: ScryptOptions = usualCost,
): Derive {
  if (salt.length !== saltLength) throw new RangeError(`a salt has ${saltLength} bytes`);
  const inTurn = createTurns(turns);
  return async (codename) => {
    try {
      return await inTurn(() => derive(codename, salt, cost));
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      throw new UserError(
        "too-many",
        "I am busy with other codenames just now. Nothing is lost: try again in a moment.",
      );
    }
  };
}

/** A recipient whose identity nobody has: what is sealed to it is lost. */
export const nobody = async (): Promise<string> => identityToRecipient(await generateX25519Identity());

async function derive(codename: Codename, salt: Uint8Array, cost: ScryptOptions): Promise<Keys> {
  const secret = await stretch(codename, salt, cost);
  const [lookup, scalar] = await Promise.all([part(secret, "lookup", 16), part(secret, "identity", 32)]);
  const identity = toBech32("age-secret-key-", scalar).toUpperCase();
  for (const bytes of [secret, scalar]) bytes.fill(0);
  return {
    lookup: lookupId.parse(Buffer.from(lookup).toString("base64url")),
    identity,
    recipient: await identityToRecipient(identity),
  };
}

const stretch = (codename: Codename, salt: Uint8Array, cost: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(codename, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });

const hkdfAsync = promisify(hkdf);

async function part(secret: Uint8Array, name: string, length: number): Promise<Uint8Array> {
  return new Uint8Array(await hkdfAsync("sha256", secret, "", `teller tip line, ${name}`, length));
}
