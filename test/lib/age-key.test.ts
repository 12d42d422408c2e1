import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBech32, isIdentity, isRecipient, toBech32 } from "../../src/lib/age-key.ts";

/** BIP 173, "Test vectors": https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki. Those without whole bytes are left out. */
const valid = [
  ["A12UEL5L", "a", ""],
  ["a12uel5l", "a", ""],
  ["abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef", "00443214c74254b635cf84653a56d7c675be77df"],
  [
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    "split",
    "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d",
  ],
] as const;
const invalid = [
  "\u{20}1nwldj5",
  "pzry9x0s0muk",
  "1pzry9x0s0muk",
  "x1b4n0q5v",
  "li1dgmt3",
  "A1G7SGD8",
  "10a06t8",
  "1qzzfhee",
  "a12UEL5L",
];

test.each(valid)("what BIP 173 calls valid: %s", (text, prefix, hex) => {
  const read = fromBech32(text);
  expect(read?.prefix).toBe(prefix);
  expect(Buffer.from(read?.bytes ?? []).toString("hex")).toBe(hex);
  expect(toBech32(prefix, Buffer.from(hex, "hex"))).toBe(text.toLowerCase());
});

test.each(invalid)("what BIP 173 calls invalid: %s", (text) => {
  expect(fromBech32(text)).toBeUndefined();
});

/** The test key of the age format's published test vectors: https://github.com/C2SP/CCTV/tree/main/age */
const identity = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6";

test("keys as age writes them, and none with a slip in it", () => {
  expect(isIdentity(identity)).toBe(true);
  expect(isIdentity(identity.toLowerCase())).toBe(false);
  expect(isIdentity(`${identity} `)).toBe(false);
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.nat(57),
      fc.constantFrom("q", "p", "z", "r", "y", "9", "x", "8"),
      (bytes, at, letter) => {
        const recipient = toBech32("age", bytes);
        expect(isRecipient(recipient)).toBe(true);
        const slipped = recipient.slice(0, 4 + at) + letter + recipient.slice(5 + at);
        expect(isRecipient(slipped)).toBe(slipped === recipient);
        expect(isRecipient(toBech32("age", bytes.slice(1)))).toBe(false);
        expect(isRecipient(toBech32("agf", bytes))).toBe(false);
      },
    ),
  );
});
