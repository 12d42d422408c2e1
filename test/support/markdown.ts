/** As much of Markdown as our documents use: headings, links, and code in lines and in fences. */

export interface Markdown {
  /** Anchors of its headings, as GitHub makes them. */
  readonly anchors: readonly string[];
  /** Links within the repository, in text: a path, "" for the document itself, and an anchor where there is one. */
  readonly links: readonly { readonly path: string; readonly anchor?: string }[];
  /** Texts between backticks, on one line each. */
  readonly codes: readonly string[];
  /** Lines of fences that people copy into a shell; of a screen only the first. */
  readonly typed: readonly string[];
}

/** A span may go on in the next line, but not in the next paragraph. */
const span = /`((?:[^`\n]|\n(?!\s*\n))+)`/g;
const fence = /^```(\w*)\n([^]*?)^```$/gm;

export function readMarkdown(document: string): Markdown {
  const typed = [...document.matchAll(fence)].flatMap(([, language, body = ""]) => {
    if (language === "sh") return body.split("\n").filter((line) => line !== "");
    return language === "console" ? [(body.split("\n")[0] ?? "").replace(/^\$ /, "")] : [];
  });
  const text = document.replaceAll(fence, "");
  const prose = text.replaceAll(span, "");
  const links = [...prose.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)/g)].map(([, path = "", anchor]) =>
    anchor === undefined ? { path } : { path, anchor },
  );
  return {
    anchors: anchorsOf([...text.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = ""]) => heading)),
    links,
    codes: [...text.matchAll(span)].map(([, code = ""]) => code.replaceAll(/\s+/g, " ")),
    typed,
  };
}

/** A heading that stands twice gets a number. */
function anchorsOf(headings: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const words = heading.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(/\s/g, "-");
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}
