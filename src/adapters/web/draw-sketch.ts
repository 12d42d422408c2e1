/** Sketch -> HTML: an answer as another platform would show it, drawn by us. */
import type { Sketch, SketchButton, Span } from "../../core/sketch.ts";
import { picture } from "./draw.ts";
import { html, linkTo, type Html } from "./html.ts";

export const drawSketch = (parts: readonly Sketch[]): Html => html`${parts.map(draw)}`;

function draw(part: Sketch): Html {
  switch (part.kind) {
    case "title":
      return html`<p class="title">${linesOf(part.lines)}</p>`;
    case "words":
      return html`<p>${linesOf(part.lines)}</p>`;
    case "small":
      return html`<p class="small">${linesOf(part.lines)}</p>`;
    case "letters":
      return html`<pre tabindex="0">${part.text}</pre>`;
    case "buttons":
      return html`<p class="buttons">${part.buttons.map(button)}</p>`;
    case "file":
      return html`<p class="file">${part.name}</p>`;
    case "picture":
      return picture({ ...part, name: "sketch" });
    case "table":
      return html`<div class="scroll" tabindex="0" role="group" aria-label="Table">
        <table>
          ${part.rows.map(
            (cells) =>
              html`<tr>
                ${cells.map((text, i) => html`<td class="${part.align[i] ?? "start"}">${text}</td>`)}
              </tr>`,
          )}
        </table>
      </div>`;
    case "rule":
      return html`<hr />`;
    case "frame":
      return html`<div class="frame">
        ${
          part.colour === undefined
            ? ""
            : html`<svg class="edge" aria-hidden="true" viewBox="0 0 4 4" preserveAspectRatio="none">
                <rect width="4" height="4" fill="${part.colour}" />
              </svg>`
        }${part.inside.map(draw)}
      </div>`;
  }
}

const linesOf = (lines: readonly (readonly Span[])[]): Html =>
  html`${lines.map((line, i) => html`${i === 0 ? "" : html`<br />`}${line.map(span)}`)}`;

function span({ text, bold, href, square }: Span): Html | string {
  if (square !== undefined)
    return html`<svg aria-hidden="true" viewBox="0 0 4 4" width="15" height="15">
      <rect width="4" height="4" rx="0.5" fill="${square}" />
    </svg>`;
  const to = href === undefined ? undefined : linkTo(href);
  const said = bold ? html`<strong>${text}</strong>` : text;
  return to === undefined ? said : html`<a href="${to}" rel="noreferrer">${said}</a>`;
}

function button({ label, code, href, strong }: SketchButton): Html {
  const to = href === undefined ? undefined : linkTo(href);
  if (to !== undefined) return html`<a class="button" href="${to}" rel="noreferrer">${label}</a>`;
  return html`<button type="button" class="${strong ? "strong" : ""}" data-code="${code ?? ""}">${label}</button>`;
}
