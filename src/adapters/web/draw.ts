/** Reply -> HTML: the page's own drawing. What does not fit is cut, and says so. */
import type { Command } from "../../core/command.ts";
import { encodeAsk } from "../../core/encode.ts";
import { clock, sourceLine } from "../../core/plain-text.ts";
import type { Action, Block, Card, Inline, Reply } from "../../core/reply.ts";
import { answer as most } from "./limits.ts";
import { html, linkTo, raw, words, type Html } from "./html.ts";

export interface DrawOptions {
  /** Buttons carry their arguments in these commands' order. */
  readonly commands: readonly Command[];
  /** The election's time zone. */
  readonly timeZone: string;
  /** Whether its buttons are drawn: not where nobody can ask. */
  readonly buttons?: boolean;
}

/** A file of a reply, to be saved. */
export interface Saved {
  readonly name: string;
  readonly text: string;
}

export const filesOf = (reply: Reply): readonly Saved[] =>
  (reply.card?.blocks ?? []).flatMap((block) =>
    block.kind === "file" ? [{ name: block.name, text: block.text }] : [],
  );

export function drawReply(reply: Reply, options: DrawOptions): Html {
  const { card } = reply;
  const source = sourceLine(reply, options.timeZone);
  const body = card ? drawCard(card, options) : html`<p>${lines(reply.summary)}</p>`;
  return html`${body}${source === undefined ? "" : html`<p class="small source">${words(source)}</p>`}`;
}

function drawCard({ title, href, colour, blocks, actions = [] }: Card, options: DrawOptions): Html {
  const to = href === undefined ? undefined : linkTo(href);
  const flag = colour
    ? html`<svg class="flag" aria-hidden="true" viewBox="0 0 6 24">
        <rect width="6" height="24" fill="${colour.base}" />
      </svg>`
    : "";
  const { drawn, isCut } = within(blocks, options);
  const fewer = actions.length > most.buttons;
  return html`<h3>
      ${flag}${to === undefined ? words(title) : html`<a href="${to}" rel="noreferrer">${words(title)}</a>`}
    </h3>
    ${drawn}${isCut || fewer ? html`<p class="small">There is more than fits here: this is cut. Ask for less at a time.</p>` : ""}${
      options.buttons === false || actions.length === 0
        ? ""
        : html`<p class="buttons">
            ${actions.slice(0, most.buttons).map((action) => button(action, options.commands))}
          </p>`
    }`;
}

/** As many blocks as there is room for, the last of them in part. */
function within(
  blocks: readonly Block[],
  options: DrawOptions,
): { readonly drawn: readonly Html[]; readonly isCut: boolean } {
  const drawn: Html[] = [];
  let room: number = most.letters;
  let file = 0;
  for (const block of blocks) {
    const shown =
      block.kind === "table"
        ? { ...block, rows: rowsWithin(block.rows, room - JSON.stringify({ ...block, rows: [] }).length) }
        : block;
    const size = sizeOf(shown);
    if (size > room) return { drawn, isCut: true };
    room -= size;
    drawn.push(drawBlock(shown, options, block.kind === "file" ? file++ : 0));
    if (shown.kind === "table" && block.kind === "table" && shown.rows.length < block.rows.length)
      return { drawn, isCut: true };
  }
  return { drawn, isCut: false };
}

function rowsWithin(rows: readonly (readonly string[])[], room: number): readonly (readonly string[])[] {
  let left = room;
  const end = rows.findIndex((cells) => (left -= JSON.stringify(cells).length) < 0);
  return end < 0 ? rows : rows.slice(0, end);
}

/** A picture's and a file's own contents are not read. */
function sizeOf(block: Block): number {
  if (block.kind === "file") return block.name.length;
  if (block.kind === "picture") return block.alt.length;
  return JSON.stringify(block).length;
}

function drawBlock(block: Block, { timeZone }: DrawOptions, file: number): Html {
  switch (block.kind) {
    case "text":
      return html`<p>${block.text.map((part) => inline(part, timeZone))}</p>`;
    case "note":
      return html`<p class="small">${block.text.map((part) => inline(part, timeZone))}</p>`;
    case "facts":
      return html`<dl>
        ${block.facts.map(
          ({ label, value }) =>
            html`<div>
              <dt>${words(label)}</dt>
              <dd>${lines(value)}</dd>
            </div>`,
        )}
      </dl>`;
    case "table":
      return table(block);
    case "code":
      return html`<pre tabindex="0">${words(block.text)}</pre>`;
    case "file":
      return html`<p><button type="button" data-file="${file}">Save ${words(block.name)}</button></p>`;
    case "picture":
      return picture(block);
  }
}

/** SVG of ours, which refers to nothing outside itself; a screen reader has its words instead. */
export const picture = ({
  svg,
  alt,
  name,
}: {
  readonly svg: string;
  readonly alt: string;
  readonly name: string;
}): Html =>
  html`<figure class="picture" data-picture="${name}">
    <div role="img" aria-label="${words(alt)}">${raw(bare(svg))}</div>
  </figure>`;

/** Within a page an SVG has neither the heading of an XML file nor a name of its own to read out. */
export const bare = (svg: string): string => svg.replace(/^\s*<\?xml[^>]*>\s*/, "");

function table({ head, rows }: Extract<Block, { readonly kind: "table" }>): Html {
  const end = head.map(({ align }) => (align === "end" ? "end" : "start"));
  const first = head.findIndex(({ align, head: name }) => align === "start" && name !== "");
  const heading = head.some(({ head: name }) => name !== "")
    ? html`<thead>
        <tr>
          ${head.map(({ head: name }, i) =>
            name === "" ? html`<td></td>` : html`<th scope="col" class="${end[i] ?? ""}">${words(name)}</th>`,
          )}
        </tr>
      </thead>`
    : "";
  const cell = (text: string, i: number): Html =>
    i === first ? html`<th scope="row">${words(text)}</th>` : html`<td class="${end[i] ?? ""}">${words(text)}</td>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table">
    <table>
      ${heading}
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map(cell)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function inline(part: Inline, timeZone: string): Html | string {
  if (typeof part === "string") return lines(part);
  if ("bold" in part) return html`<strong>${lines(part.bold)}</strong>`;
  if ("time" in part) return html`<time datetime="${part.time.toISOString()}">${clock(part.time, timeZone)}</time>`;
  const to = linkTo(part.href);
  return to === undefined ? words(part.link) : html`<a href="${to}" rel="noreferrer">${words(part.link)}</a>`;
}

/** Line breaks are kept. */
const lines = (text: string): Html =>
  html`${words(text)
    .split("\n")
    .map((line, i) => (i === 0 ? line : html`<br />${line}`))}`;

function button(action: Action, commands: readonly Command[]): Html {
  if ("href" in action) {
    const to = linkTo(action.href);
    return to === undefined ? html`` : html`<a class="button" href="${to}" rel="noreferrer">${words(action.label)}</a>`;
  }
  const asked = { ...action.ask, ...(action.share && { share: action.share }) };
  return html`<button type="button" data-code="${encodeAsk(asked, commands)}">${words(action.label)}</button>`;
}
