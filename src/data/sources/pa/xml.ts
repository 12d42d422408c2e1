/** XML -> the shape of its JSON copies: `@` before attributes, one child an object, several a list. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { Misfit } from "../match/misfit.ts";

/** Characters: a message has five thousand. */
const longest = 1_000_000;
/** Elements in elements: a message has five. */
const deepest = 12;

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  // A text that defines entities of its own was refused before this; the few that every XML has are read below.
  processEntities: false,
  parseAttributeValue: false,
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: deepest,
  attributeValueProcessor: (_, value) => decoded(value),
});

/** @throws Misfit */
export function readXml(text: string): unknown {
  if (text.length > longest) throw new Misfit("is longer than any message");
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(text))
    throw new Misfit("defines a type or entities of its own, which is refused");
  const fault = faultOf(text);
  if (fault !== undefined) throw new Misfit(`is no XML: ${fault}`);
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof Misfit) throw error;
    throw new Misfit("is no XML that a message would be");
  }
}

function faultOf(text: string): string | undefined {
  try {
    const valid = XMLValidator.validate(text);
    return valid === true ? undefined : `line ${valid.err.line}, perhaps cut short`;
  } catch {
    return "perhaps cut short";
  }
}

function decoded(value: string): string {
  return value.replace(/&([^;&]{0,10})(;?)/g, (_, name: string, end: string) => {
    const letter = end === "" ? undefined : letterOf(name);
    if (letter === undefined) throw new Misfit("has an entity that nobody knows");
    return letter;
  });
}

function letterOf(name: string): string | undefined {
  if (Object.hasOwn(entities, name)) return entities[name];
  const [, hex, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
  const point = hex === undefined ? Number(decimal ?? "NaN") : Number.parseInt(hex, 16);
  const isLetter = point >= 0x20 && point <= 0x10_ff_ff && !(point >= 0xd8_00 && point <= 0xdf_ff);
  return isLetter ? String.fromCodePoint(point) : undefined;
}
