/** A form of a command as a form of the page. */
import { aboutOf, type Field, type Form } from "../../core/form.ts";
import { html, words, type Html } from "./html.ts";
import { typed } from "./limits.ts";

/** @param id of the form among those of the page */
export function drawForm({ title, submit, ask, fields }: Form, id: string): Html {
  return html`<form class="fields" data-ask="${JSON.stringify(ask)}">
    <fieldset>
      <legend>${words(title)}</legend>
      ${fields.map((field) => drawField(field, `${id}-${field.name}`))}
      <p class="buttons">
        <button type="submit" class="strong">${words(submit)}</button>
        <button type="button" data-give-up>Cancel</button>
      </p>
    </fieldset>
  </form>`;
}

function drawField(field: Field, id: string): Html {
  const { label, required } = field;
  return html`<p class="field">
    <label for="${id}">${words(label)}${required ? "" : html` <span class="small">(may be left out)</span>`}</label>
    ${inputOf(field, id)}
    <span class="small" id="${id}-about">${words(aboutOf(field, typed.field))}</span>
  </p>`;
}

function inputOf({ name, value = "", choices, long, complete, required, most = typed.field }: Field, id: string): Html {
  const needed = required ? html` required` : "";
  const length = Math.min(most, typed.field);
  if (choices)
    return html`<select id="${id}" name="${name}" aria-describedby="${id}-about" ${needed}>
      ${required ? "" : html`<option value=""></option>`}
      ${choices.map((one) => html`<option${one === value ? html` selected` : ""}>${words(one)}</option>`)}
    </select>`;
  if (long)
    return html`<textarea
      id="${id}"
      name="${name}"
      rows="6"
      maxlength="${length}"
      aria-describedby="${id}-about"
      ${needed}
    >
${words(value)}</textarea>`;
  const names = complete === undefined ? "" : html` list="${id}-names" data-complete="${complete}"`;
  return html`<input
      id="${id}"
      name="${name}"
      value="${words(value)}"
      maxlength="${length}"
      autocomplete="off"
      aria-describedby="${id}-about"
      ${names}${needed}
    />${complete === undefined ? "" : html`<datalist id="${id}-names"></datalist>`}`;
}

/** Values as they were filled in, without those left empty. */
export const filled = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
