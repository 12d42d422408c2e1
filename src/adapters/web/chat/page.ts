/** The chat as a document: on the left a conversation, on the right the channel and the night. */
import type { Sketcher } from "../../../core/sketch.ts";
import { boardSections } from "../board/page.ts";
import type { Sections } from "../board/sections.ts";
import { html, words, type Html } from "../html.ts";
import { typed } from "../limits.ts";

export interface Part {
  readonly id: string;
  readonly name: string;
}

export interface ChatPage {
  readonly title: string;
  readonly sections: Sections;
  readonly sketchers: readonly Sketcher[];
  /** The parts that can be played; none where people are themselves. */
  readonly people: readonly Part[];
  /** Whether the night can be steered. */
  readonly steered: boolean;
  /** Example questions, as typed. */
  readonly examples: readonly string[];
}

export function chatPage({ title, sections, sketchers, people, steered, examples }: ChatPage): Html {
  return html`<header>
      <h1>${words(title)}</h1>
      <form class="choices" id="choices">
        ${people.length === 0 ? "" : choose("as", "Ask as", [{ id: "", name: "a supporter" }, ...people])}
        ${sketchers.length === 0 ? "" : choose("view", "Show answers as", [{ id: "web", name: "this page" }, ...sketchers.map(({ name, title: their }) => ({ id: name, name: `${their} draws them` }))])}
        ${choose("width", "At the width of", [
          { id: "desktop", name: "a desktop" },
          { id: "phone", name: "a phone" },
        ])}
        <a href="/board">Board</a>
      </form>
    </header>
    <noscript
      ><p class="rehearsal">
        The chat needs a script of this page’s own, which is switched off here. <a href="/board">The board</a> works
        without.
      </p></noscript
    >
    <p id="trouble" role="alert" hidden></p>
    <main class="two">
      <section id="chat" aria-label="Your conversation">
        <h2>Ask</h2>
        <div id="talk" role="log" aria-label="Answers" tabindex="0">
          <p class="small" id="hint">
            Try ${examples.map((line) => html`<button type="button" data-line="${line}">${words(line)}</button> `)}or
            type / to see what there is.
          </p>
        </div>
        <form id="ask" autocomplete="off">
          <label for="line" class="unseen">Your question</label>
          <input
            id="line"
            name="line"
            maxlength="${typed.line}"
            placeholder="Type / or a plain question"
            role="combobox"
            aria-expanded="false"
            aria-controls="offers"
            aria-autocomplete="list"
            spellcheck="false"
          />
          <button type="submit" class="strong">Ask</button>
          <ul id="offers" role="listbox" aria-label="Suggestions" hidden></ul>
        </form>
      </section>
      <section id="right" aria-label="The night">
        <h2>The night</h2>
        ${steered ? night : ""}
        <div id="channel" role="log" aria-label="The channel" tabindex="0">
          <p class="small">
            ${steered ? "News comes here, and the desk’s notices, as it is told to a channel of the newsroom." : "What everyone in the channel sees comes here."}
          </p>
        </div>
        ${boardSections(sections, ["map", "state"])}
      </section>
    </main>`;
}

const choose = (name: string, label: string, options: readonly Part[]): Html =>
  html`<label
    >${label}
    <select name="${name}" id="${name}">
      ${options.map(({ id, name: words_ }) => html`<option value="${id}">${words(words_)}</option>`)}
    </select></label
  >`;

const speeds = ["1", "60", "300", "1200", "6000"];

const night: Html = html`<form id="night" class="choices">
  <p id="clock" role="timer" aria-live="off">–</p>
  <button type="button" id="play" class="strong">Play</button>
  <label
    >Speed
    <select name="speed" id="speed">
      ${speeds.map((one) => html`<option value="${one}" ${one === "300" ? html` selected` : ""}>×${Number(one).toLocaleString("en-GB")}</option>`)}
    </select></label
  >
  <label
    >From <input name="from" id="from" value="23:10" size="6" maxlength="20" aria-describedby="from-about"
  /></label>
  <label><input type="checkbox" name="faults" id="faults" value="1" /> with faults</label>
  <button type="submit">Begin anew</button>
  <span class="unseen" id="from-about">A time of the night, as 02:00</span>
</form>`;
