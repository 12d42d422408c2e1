/** A card's actions as rows of buttons. */
import { ButtonStyle, ComponentType, type APIActionRowComponent, type APIButtonComponent } from "discord.js";
import type { Command } from "../../core/command.ts";
import { encodeAsk } from "../../core/encode.ts";
import type { Action } from "../../core/reply.ts";
import { clean } from "../../core/text.ts";
import { message } from "./limits.ts";
import { address, cut } from "./words.ts";

export interface Rows {
  readonly rows: readonly APIActionRowComponent<APIButtonComponent>[];
  /** The number of components in them. */
  readonly count: number;
  readonly isCut: boolean;
}

export function buttonRows(actions: readonly Action[], commands: readonly Command[]): Rows {
  const all = actions.flatMap((action) => button(action, commands) ?? []);
  // Discord refuses a message in which two buttons carry the same code.
  const codes = all.map((one) => ("custom_id" in one ? one.custom_id : undefined));
  const distinct = all.filter((_, i) => codes[i] === undefined || codes.indexOf(codes[i]) === i);
  const shown = distinct.slice(0, message.row * message.rows);
  const rows = Array.from({ length: Math.ceil(shown.length / message.row) }, (_, i) => ({
    type: ComponentType.ActionRow as const,
    components: shown.slice(i * message.row, (i + 1) * message.row),
  }));
  return { rows, count: rows.length + shown.length, isCut: shown.length < distinct.length };
}

function button(action: Action, commands: readonly Command[]): APIButtonComponent | undefined {
  const label = cut(clean(action.label).replaceAll(/\s+/g, " ").trim() || "…", message.label);
  if ("href" in action) {
    const url = address(action.href);
    return url && url.length <= message.href
      ? { type: ComponentType.Button, style: ButtonStyle.Link, label, url }
      : undefined;
  }
  return {
    type: ComponentType.Button,
    style: action.share ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label,
    custom_id: encodeAsk({ ...action.ask, ...(action.share && { share: true }) }, commands),
  };
}
