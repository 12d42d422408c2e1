/** JSON -> the same table as CSV: a list of objects, each a row, or a seat with a list of candidates within. */
import { isObject } from "../../../lib/json.ts";
import { SourceError } from "../source.ts";

type Row = Readonly<Record<string, string>>;

const mostRows = 50_000;

/** Its own brackets say whether it is whole. */
export const isJson = (text: string): boolean => /^\uFEFF?\s*(?:\[\s*[[{\]]|\{\s*["}])/.test(text);

/**
 * @returns CSV; the text itself where it is no JSON
 * @throws SourceError for JSON that is cut off, or that has no such list
 */
export function tableText(text: string, where: string): string {
  if (!isJson(text)) return text;
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new SourceError(`${where} is JSON that is not whole: it may be cut off`);
  }
  const rows = listIn(json)?.flatMap((one) => rowsOf(one, {}));
  if (!rows || rows.length > mostRows)
    throw new SourceError(
      `${where} is JSON without a list of rows: give an array of objects such as {"Constituency": …, "Candidate": …, "Party": …, "Votes": …}, or publish CSV`,
    );
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [heads, ...rows.map((row) => heads.map((head) => row[head] ?? ""))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
    .join("\n");
}

/** The list itself, or the only list of objects that an object has. */
function listIn(json: unknown): readonly object[] | undefined {
  if (isList(json)) return json;
  const lists = isObject(json) ? Object.values(json).filter(isList) : [];
  return lists.length === 1 ? lists[0] : undefined;
}

/** A seat's own fields go before those of each candidate within it. */
function rowsOf(one: object, above: Row): readonly Row[] {
  const own: Record<string, string> = { ...above };
  const within: object[] = [];
  for (const [key, value] of Object.entries(one)) {
    if (isList(value)) within.push(...value);
    else if (isObject(value)) own[key] = nameIn(value);
    else if (value !== null && value !== undefined) own[key] = String(value);
  }
  return within.length === 0 ? [own] : within.flatMap((each) => rowsOf(each, own));
}

/** "Labour", of {"id": 7, "name": "Labour"}. */
function nameIn(value: object): string {
  const name: unknown = Reflect.get(value, "name");
  return typeof name === "string" ? name : "";
}

const isList = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);
