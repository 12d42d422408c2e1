/** The board as a document: whole without script, which then keeps it up to date instead of reloading. */
import { html, raw, words, type Html } from "../html.ts";
import { sectionNames, type BoardMap, type Sections } from "./sections.ts";

export interface Heading {
  readonly title: string;
  readonly rehearsal: boolean;
}

/** @param refresh seconds between reloads, where there is no script */
export function document(
  { title, rehearsal }: Heading,
  body: Html,
  {
    styles = ["board.css"],
    scripts = [],
    refresh,
    key,
  }: {
    readonly styles?: readonly string[];
    readonly scripts?: readonly string[];
    readonly refresh?: number;
    readonly key?: string;
  } = {},
): Html {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${key === undefined ? "" : html`<meta name="board-key" content="${key}" />`}
        <title>${rehearsal ? "REHEARSAL: " : ""}${words(title)}</title>
        ${["page.css", ...styles].map((name) => html`<link rel="stylesheet" href="/assets/${name}" />`)}
        <link rel="icon" href="/assets/icon.svg" />
        ${scripts.map((name) => html`<script type="module" src="/assets/${name}"></script>`)}
        ${refresh === undefined ? "" : html`<noscript><meta http-equiv="refresh" content="${refresh}" /></noscript>`}
      </head>
      <body>
        ${rehearsal ? html`<p class="rehearsal" role="note">REHEARSAL: a night that is played again. Nothing here is news.</p>` : ""}
        ${body}
      </body>
    </html>`;
}

const names = { state: "How it stands", latest: "Latest", coming: "To come" } as const;

const section = (id: keyof typeof names, drawn: string): Html =>
  html`<section id="${id}" aria-label="${names[id]}">${raw(drawn)}</section>`;

/** An image, which the script fetches once more from the browser's own cache and then draws itself, piece by piece. */
const image = ({ version, alt }: BoardMap): Html =>
  html`<img src="${addressOf({ version })}" alt="${words(alt)}" data-version="${version}" />`;

/** Its bytes never change under this address. */
const addressOf = ({ version }: Pick<BoardMap, "version">): string => `/board/map.svg?v=${version}`;

const mapOf = ({ map }: Sections): Html =>
  html`<section id="map" class="picture" aria-label="Map" ${map ? "" : html` hidden`}>
    ${map ? image(map) : ""}
  </section>`;

export const boardSections = (sections: Sections, which: readonly (keyof typeof names | "map")[]): Html =>
  html`<div data-board data-version="${sections.version}">
    <p class="unseen" role="status" aria-live="polite" id="said"></p>
    ${which.map((name) => (name === "map" ? mapOf(sections) : section(name, sections.parts[name])))}
  </div>`;

export function boardPage(
  heading: Heading,
  sections: Sections,
  searched?: { readonly typed: string; readonly drawn: string },
): Html {
  return html`<header>
      <h1>${words(heading.title)}</h1>
      <form method="get" action="/board" role="search">
        <label for="seat">One seat</label>
        <input id="seat" name="seat" value="${searched?.typed ?? ""}" maxlength="100" autocomplete="off" />
        <button type="submit">Find</button>
      </form>
    </header>
    <main class="board">
      ${searched ? html`<section id="found" aria-label="Found">${raw(searched.drawn)}</section>` : ""}
      ${boardSections(sections, ["state", "map", ...sectionNames.filter((name) => name !== "state")])}
    </main>
    <footer class="small">
      <p>
        For other programs: <a href="/results.json">results.json</a>, <a href="/results.csv">results.csv</a>.
        <a href="/board/map">The map alone</a>.
      </p>
    </footer>`;
}
