/** Damage to texts: on the wire, in an editor, and by ill will. */
import type { Random } from "./random.ts";

/** Texts that break careless readers. */
const poison = [
  '"',
  "'",
  ",",
  ";",
  "\t",
  "\n",
  "\r",
  "\r\n",
  "<",
  ">",
  "&",
  "&amp;",
  "&#0;",
  "&#x110000;",
  "&x;",
  "{",
  "}",
  "[",
  "]",
  "\\",
  "\\u0000",
  "\u0000",
  "\ufeff",
  "\u202e",
  "\u0301",
  "é",
  "💥",
  "-",
  "-1",
  "0",
  "1e9",
  "1.5",
  "0x1f",
  "NaN",
  "null",
  "9".repeat(30),
  "__proto__",
  '"__proto__":{},',
  "constructor",
  "<!DOCTYPE a>",
  '<!ENTITY a "b">',
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<?xml?>",
  "*",
  " Test",
  "Correction: ",
];

/** @returns another text, or by bad luck the same */
export function hurt(text: string, random: Random): string {
  const times = 1 + random.below(4);
  let result = text;
  for (let time = 0; time < times; time++) result = hurtOnce(result, random);
  return result;
}

function hurtOnce(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const length = 1 + random.below(random.pick([1, 4, 40, 400]));
  const [before, within, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  switch (random.below(7)) {
    case 0:
      return before + after;
    case 1:
      return before + random.pick(poison) + within + after;
    case 2:
      return before + random.pick(poison) + after;
    case 3:
      return before + within + within + after;
    case 4:
      return before + Array.from(within).toReversed().join("") + after;
    case 5:
      return before + String.fromCharCode(random.below(0xd7ff)) + after;
    default:
      return before;
  }
}

/**
 * Ruins a whole file: cut short, with other bytes, in another encoding, too long, nested without end, or another thing.
 */
export function ruin(bytes: Buffer, most: number, random: Random): Buffer {
  switch (random.below(8)) {
    case 0:
      return bytes.subarray(0, random.below(bytes.length + 1));
    case 1: {
      const copy = Buffer.from(bytes);
      for (let time = 1 + random.below(8); time > 0; time--) copy[random.below(copy.length)] = random.below(256);
      return copy;
    }
    case 2:
      return Buffer.from(bytes.toString("utf8"), random.pick(["latin1", "utf16le"]));
    case 3:
      return Buffer.concat([Buffer.from(random.pick([[0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf], [0]])), bytes]);
    case 4:
      return Buffer.concat([bytes, Buffer.alloc(most, random.pick([" ", "x", ",", "\n"]))]);
    case 5:
      return Buffer.from(random.pick(["[", '{"a":', "<a>", "<a b='", '"', "("]).repeat(1 + random.below(20_000)));
    case 6:
      return Buffer.from(Array.from({ length: random.below(2_000) }, () => random.below(256)));
    default:
      return Buffer.from(hurt(bytes.toString("utf8"), random));
  }
}
