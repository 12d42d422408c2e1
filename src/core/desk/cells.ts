/** One cell of a sheet, or one figure of a typed line: numbers, ticks and the words for "not yet", as people write them. */

/** Characters of a cell that can mean anything; longer text is no figure. */
const longest = 60;
/** More votes than any constituency has: a slip. */
const mostDigits = 7;

/** One line, plain spaces and digits, nothing unseen: full-width digits, no-break and thin spaces, zero-width marks. */
export const tidy = (text: string): string =>
  /^[!-~]*(?: [!-~]+)*$/.test(text) && text.length < 400 ? text : tidied(text);

const tidied = (text: string): string =>
  mended(text.slice(0, 400))
    .normalize("NFKC")
    // A mark that is not seen between two digits may turn their order, or stand where a digit was.
    .replaceAll(/(?<=\d)(?:(?!\s)[\p{Cf}\p{Cc}])+(?=\d)/gu, "\uFFFD")
    .replaceAll(/[\p{Cf}\p{Cc}\uFFFE\uFFFF]/gu, (mark) => (/\s/u.test(mark) ? " " : ""))
    .replaceAll(/[\p{Z}\s]+/gu, " ")
    .trim();

/** Windows-1252 has letters of its own where Latin-1 has none. */
const windows = new Map(
  Array.from(
    new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i)),
    (letter, i) => [letter, 0x80 + i],
  ),
);

/** "Ynys MÃ´n" was written as UTF-8, and read as something else. */
function mended(text: string): string {
  if (!/[ÃÂÅÄâ][\u0080-\u00BF\u0152-\u2122]/u.test(text)) return text;
  const bytes = Array.from(text, (letter) => windows.get(letter) ?? letter.codePointAt(0) ?? 0);
  if (bytes.some((byte) => byte > 0xff)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}

export type Count =
  | { readonly kind: "count"; readonly n: number }
  /** "19.883": thousands in one country, a fraction in another. `n` is the former, `fraction` the latter. */
  | { readonly kind: "dotted"; readonly n: number; readonly fraction: number }
  /** Blank, or a word for "not yet". */
  | { readonly kind: "none" }
  | { readonly kind: "wrong" };

const grouped = /^\d{1,3}(?<mark>[, '’_])(?: ?\d{3})(?:\k<mark> ?\d{3})*$/;
const wrong: Count = { kind: "wrong" };

/** A whole number of people or papers, as spreadsheets, programs and people write it. */
export function countOf(text: string): Count {
  const cell = bare(tidy(text));
  if (isPending(cell)) return { kind: "none" };
  if (cell.length > longest) return wrong;
  const [, mantissa = "", point = "", power = ""] = /^(\d)[.,](\d+)e\+?(\d{1,2})$/i.exec(cell) ?? [];
  if (mantissa !== "") {
    // A spreadsheet rounds to two places in a narrow column: "1.99E+04" may be any of a hundred numbers.
    const isRounded = point.length === 2 && Number(power) > 2;
    const digits = point.replace(/0+$/, "");
    return isRounded || digits.length > Number(power)
      ? wrong
      : whole(`${mantissa}${digits.padEnd(Number(power), "0")}`);
  }
  if (/^\+?\d+$/.test(cell)) return whole(cell.replace("+", ""));
  if (/^\d{1,3}\.\d{3}$/.test(cell) && !/\.0+$/.test(cell))
    return { kind: "dotted", n: Number(cell.replace(".", "")), fraction: Number(cell) };
  const cut = cell.replace(/[.,]0{1,2}$|[.,]0{4,}$/, "").replace(/^(\d{4,})[.,]0+$/, "$1");
  if (/^\d+$/.test(cut)) return whole(cut);
  if (
    grouped.test(cut) ||
    /^\d{1,3}(?:\.\d{3}){2,}$/.test(cut) ||
    (/,0+$/.test(cell) && /^\d{1,3}(?:\.\d{3})+$/.test(cut))
  )
    return whole(cut.replaceAll(/\D/g, ""));
  return wrong;
}

function whole(digits: string): Count {
  // A nought in front is half of another figure.
  return digits.length > mostDigits || /^0\d/.test(digits) ? wrong : { kind: "count", n: Number(digits) };
}

/** Without what stands around a figure: quotes, a formula's `="…"`, the word "votes", its share, a footnote's mark. */
function bare(cell: string): string {
  return cell
    .replace(/^=?"(.*)"$/, "$1")
    .replace(/^['‘’`](?=\d)|(?<=^'\d[\d,]*)'$/g, "")
    .replace(/^(?:votes?|total)\s*[:=]\s*/i, "")
    .replace(/(?<=\d)\s*(?:[([]\s*[\d.,]+\s*%\s*[)\]]|[|/–—-]\s*\d{1,3}(?:[.,]\d+)?\s*%)$/, "")
    .replace(/(?<=\d) \d{1,3}(?:[.,]\d+)? ?%$/, "")
    .replace(/(?<=\d)\s*(?:votes?|vts?|papers?|ballots?)\.?$/i, "")
    .replace(/(?<=\d)\s*(?:[*†‡✓✔]+|\[\w{1,2}\]|\((?:e|elected|w|winner)\))$/iu, "")
    .replace(/(?<=\d)\s*[-–—,:]?\s*(?:elected|winner)$/iu, "")
    .replace(/^\*{2}(\d[\d,]*)\*{2}$/, "$1")
    .trim();
}

const pending: ReadonlySet<string> = new Set(
  `- -- --- _ __ . .. ... … ? ?? ??? * n/a na n.a. n.a #n/a #na #ref! #value! #div/0! #name? #null! #num! #error! loading... loading…
  loading null none nan nil undefined tbc tbd tba t.b.c. t.b.d. t.b.a. x xx xxx xxxx awaiting awaited await wait waiting pending counting uncounted
  undeclared unknown due later missing blank empty / \\ // – — ‒ ― − ·`.split(/\s+/),
);
const pendingWords =
  /^(?:not (?:yet|declared|known|available|in|counted|reported|received|complete|started)\b.*|(?:yet )?to (?:come|follow|be (?:confirmed|declared|announced|counted)|declare)|yet to .*|no (?:result|data|figures?|votes?|declaration)(?: yet)?|awaiting .*|awaited.*|waiting .*|(?:still )?counting\b.*|(?:count|counts|declaration|result) (?:pending|awaited|due|expected|under ?way|in progress|ongoing|started|begun).*|in progress|(?:under ?way|ongoing)|pending .*|due .*|expected .*|result due.*|verif(?:ying|ication).*|count(?:ing)? .*)$/i;

/** A blank, or a word for "not yet": not a figure, and no misfit. */
export function isPending(text: string): boolean {
  const cell = tidy(text)
    .toLowerCase()
    .replace(/^[([](.*)[)\]]$/, "$1")
    .trim();
  return cell === "" || pending.has(cell) || pendingWords.test(cell);
}

const yes: ReadonlySet<string> = new Set(
  `yes y ye true t 1 1.0 x ✓ ✔ ☑ ✅ √ * ** *** • ● elected winner won win wins w e el victory victor first 1st re-elected reelected held hold gain mp
  ✗x`.split(/\s+/),
);
const no: ReadonlySet<string> = new Set(
  `no n false f 0 0.0 lost loss lose loser l unsuccessful unelected defeated beaten ✗ ✘ ☐ ☒ ❌ × ne - – — . none n/a na`.split(
    /\s+/,
  ),
);

/** A tick in a column of the elected. @returns undefined for words that are neither */
export function tickOf(text: string): boolean | undefined {
  const cell = tidy(text)
    .replaceAll("\u{FE0F}", "")
    .toLowerCase()
    .replace(/[.!]+$/, "");
  if (cell === "" || no.has(cell)) return false;
  if (yes.has(cell)) return true;
  if (
    /^(?:not|un|non)[ -]?(?:re-?)?(?:elected|successful|won)\b|^(?:runner[ -]?up|2nd|second|third|also ran|lost deposit|deposit lost)\b/.test(
      cell,
    )
  )
    return false;
  if (/^(?:duly |declared |returned|is |was )*(?:re-?)?(?:elected|returned)\b/.test(cell)) return true;
  return isPending(cell) ? false : undefined;
}
