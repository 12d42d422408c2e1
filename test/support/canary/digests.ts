/** Fingerprints that a leak may hide a short text under, cut to eight bytes from either end. */
import { createHash, createHmac, getHashes } from "node:crypto";
import { crc32 } from "node:zlib";

const wanted = [
  "md5",
  "sha1",
  "sha224",
  "sha256",
  "sha384",
  "sha512",
  "sha512-256",
  "sha3-256",
  "ripemd160",
  "blake2b512",
  "blake2s256",
];
const there = new Set(getHashes().map((name) => name.toLowerCase()));
const hashes = wanted.filter((name) => there.has(name));
const keyed = ["md5", "sha1", "sha256", "sha512"];

export interface Digest {
  readonly form: string;
  readonly bytes: Buffer;
}

export const digestsOf = (text: string): readonly Digest[] =>
  hashes.map((name) => ({ form: name.toUpperCase(), bytes: createHash(name).update(text).digest() }));

export const hmacsOf = (text: string, keys: readonly Buffer[]): readonly Digest[] =>
  keys.flatMap((key) =>
    keyed.map((name) => ({ form: `HMAC-${name.toUpperCase()}`, bytes: createHmac(name, key).update(text).digest() })),
  );

/** Sums of 32 or 64 bits: too short for a needle among other bytes, and told as a whole word in hex or decimal. */
export function sumsOf(
  text: string,
): readonly { readonly form: string; readonly value: bigint; readonly bits: 32 | 64 }[] {
  const bytes = Buffer.from(text);
  let fnv = 0xcb_f2_9c_e4_84_22_23_25n;
  let [fnv32, fnv32a, djb2, djb2a, sdbm, java, a, b] = [0x81_1c_9d_c5, 0x81_1c_9d_c5, 5_381, 5_381, 0, 0, 1, 0];
  for (const byte of bytes) {
    fnv = BigInt.asUintN(64, (fnv ^ BigInt(byte)) * 0x1_00_00_00_01_b3n);
    fnv32a = Math.imul(fnv32a ^ byte, 0x01_00_01_93);
    fnv32 = Math.imul(fnv32, 0x01_00_01_93) ^ byte;
    djb2 = (Math.imul(djb2, 33) + byte) | 0;
    djb2a = Math.imul(djb2a, 33) ^ byte;
    sdbm = (byte + (sdbm << 6) + (sdbm << 16) - sdbm) | 0;
    java = (Math.imul(java, 31) + byte) | 0;
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const short = {
    "CRC-32": crc32(bytes),
    FNV: fnv32,
    "FNV-1a": fnv32a,
    djb2,
    djb2a,
    sdbm,
    "Java’s hash": java,
    "Adler-32": (b << 16) | a,
  };
  return [
    ...Object.entries(short).map(([form, value]) => ({ form, value: BigInt(value >>> 0), bits: 32 as const })),
    { form: "FNV-1a of 64 bits", value: fnv, bits: 64 as const },
  ];
}
