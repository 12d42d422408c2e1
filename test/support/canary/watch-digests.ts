/** Inputs of fingerprints, and their keys. */
import crypto from "node:crypto";
import { before, note } from "./watching.ts";

const bytesOf = (value: unknown): Buffer | undefined => {
  if (typeof value === "string") return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  return value instanceof crypto.KeyObject && value.type === "secret" ? value.export() : undefined;
};
/** Longer than any id or text of a source, with what is around it. */
const longest = 8_192;
const keys = new Set<string>();

function watchHash(made: unknown): void {
  const hash = made as crypto.Hash;
  const parts: Buffer[] = [];
  const { update, digest } = { update: hash.update.bind(hash), digest: hash.digest.bind(hash) };
  hash.update = function (this: crypto.Hash, ...of: Parameters<typeof update>) {
    parts.push(bytesOf(of[0]) ?? Buffer.alloc(0));
    update(...of);
    return this;
  } as typeof update;
  hash.digest = function (this: crypto.Hash, ...of: [crypto.BinaryToTextEncoding?]) {
    const whole = digest();
    const input = Buffer.concat(parts);
    if (input.length <= longest)
      note({ kind: "digest", input: input.toString("base64"), output: whole.toString("base64") });
    return of[0] === undefined ? whole : whole.toString(of[0]);
  } as typeof digest;
}

function watchKey(value: unknown): void {
  const key = bytesOf(value)?.toString("base64");
  if (key === undefined || keys.has(key)) return;
  keys.add(key);
  note({ kind: "key", key });
}
const derived = (given: unknown, output: unknown): void => {
  const [input, bytes] = [bytesOf(given), bytesOf(output)];
  if (input && bytes) note({ kind: "digest", input: input.toString("base64"), output: bytes.toString("base64") });
};
const subtle = Object.getPrototypeOf(crypto.webcrypto.subtle) as object;

export function watchDigests(): void {
  before(crypto, ["createHash"], () => {}, watchHash);
  before(crypto, ["createHmac"], ([, key]) => watchKey(key), watchHash);
  before(
    crypto,
    ["hash"],
    () => {},
    (made, [, input, as]) => {
      const output = Buffer.isBuffer(made)
        ? made
        : Buffer.from(String(made), (as as BufferEncoding | undefined) ?? "hex");
      note({
        kind: "digest",
        input: (bytesOf(input) ?? Buffer.alloc(0)).toString("base64"),
        output: output.toString("base64"),
      });
    },
  );
  before(
    crypto,
    ["pbkdf2Sync"],
    () => {},
    (made, [password]) => derived(password, made),
  );
  before(
    crypto,
    ["hkdfSync"],
    () => {},
    (made, [, input]) => derived(input, made),
  );
  before(
    subtle,
    ["digest"],
    () => {},
    (made, [, input]) => {
      const bytes = bytesOf(input);
      const copy = bytes && Buffer.from(bytes);
      void Promise.resolve(made).then(
        (output) => derived(copy, output),
        () => {},
      );
    },
  );
  before(
    subtle,
    ["sign"],
    () => {},
    (made, [, , input]) => {
      const bytes = bytesOf(input);
      const copy = bytes && Buffer.from(bytes);
      void Promise.resolve(made).then(
        (output) => derived(copy, output),
        () => {},
      );
    },
  );
}
