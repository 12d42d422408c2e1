/**
 * Posts to editors, field by field: whatever is in them besides the tip's words is as good as the same for all. What varies could
 * say who sent it: padding, capitals, look-alike letters, ids of blocks, the thread that a post is in.
 */
import type { Heard } from "../heard.ts";
import { decoded } from "./audience.ts";
import { links } from "./links.ts";
import { orders, type Sent } from "./order.ts";
import type { Found } from "./search.ts";
import type { Table, Value } from "./tables.ts";

export const isPost = ({ what }: Pick<Heard, "what">): boolean =>
  /chat\.postMessage|POST \S*\/channels\/\d+\/messages/.test(what);

/** Different values of one field of all posts to one platform, at the most. */
const most = 8;
/** A post's own number, of chance: another for each, and told to be in no order by what is done with all fields. */
const isDelivery = /^nonce$|^metadata\.event_payload\.delivery$/;
const oddSpaces = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]| {2}| $/mu;
/** Letters of two scripts in one word. */
const mixed = /[a-z]\p{M}*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*[a-z]/iu;

/** @param texts parts of tips' words: a field that has one is the tip's own */
export function ofPosts(heard: readonly Heard[], sent: readonly Sent[], texts: readonly string[]): readonly Found[] {
  const rows = heard.filter(isPost).flatMap((one) => {
    const fields = new Map(leaves(decoded(one)));
    const whole = [...fields.values()].join("\n");
    const is = sent.find(({ number }) => whole.includes(number));
    return is ? [{ to: one.to, number: is.number, fields, what: one.what }] : [];
  });
  const shape = (number: string, text: string): string =>
    texts.some((words) => text.includes(words)) || text.includes("BEGIN AGE")
      ? "its words"
      : text.replaceAll(number, "CASE").replaceAll(/\d+/g, "0");
  const found: Found[] = [];
  for (const [to, those] of Map.groupBy(rows, (row) => row.to)) {
    const names = [...new Set(those.flatMap(({ fields }) => [...fields.keys()]))];
    for (const name of names) {
      const values = new Set(those.map(({ number, fields }) => shape(number, fields.get(name) ?? "")));
      if (values.size > most && !isDelivery.test(name))
        found.push(
          told("fields that vary", `posts to ${to}, ${name}`, `${values.size} of them, such as ${[...values].at(-1)}`),
        );
    }
    const table: Table = {
      name: `posts to ${to}`,
      columns: ["number", ...names],
      rows: those.map(({ number, fields }): readonly Value[] => [
        number,
        ...names.map((name) => fields.get(name) ?? ""),
      ]),
    };
    const may = /\.text$|^text$|^content$|blocks|nonce|metadata|embeds|components|client_msg_id/;
    found.push(
      ...links([table], sent),
      ...orders([table], new Map(), sent).filter(({ secret, where }) => secret === "order" || !may.test(where)),
    );
    for (const { fields, what } of those)
      for (const [name, text] of fields) {
        if (mixed.test(text)) found.push(told("look-alike letters", what, `${name}: ${text}`));
        if (oddSpaces.test(text.trimEnd()) || text.endsWith(" ")) found.push(told("spaces", what, `${name}: ${text}`));
      }
  }
  return found;
}

const told = (form: string, where: string, around: string): Found => ({
  secret: "invisible",
  form,
  where,
  around: around.slice(0, 200),
});

/** Each string and number of an object, by the way to it. */
function* leaves(value: unknown, path = ""): Generator<readonly [string, string]> {
  if (typeof value === "object" && value !== null)
    for (const [key, one] of Object.entries(value)) yield* leaves(one, path === "" ? key : `${path}.${key}`);
  else if (value !== undefined && value !== null)
    yield [path, typeof value === "string" ? value : (JSON.stringify(value) ?? "")];
}
