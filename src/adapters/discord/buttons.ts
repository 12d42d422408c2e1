/** A reply's actions: two rows that a phone shows at once, of buttons and, for a choice or for many, of a menu. */
import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
} from "discord.js";
import type { Command } from "../../core/command.ts";
import { encodeAsk } from "../../core/encode.ts";
import { asLine } from "../../core/parse.ts";
import type { Action, Ask, Reply } from "../../core/reply.ts";
import { clean } from "../../core/text.ts";
import { menu as mostIn, message } from "./limits.ts";
import { address, cut } from "./words.ts";

type Row = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;
type Asking = Extract<Action, { readonly ask: Ask }>;

export interface Rows {
  readonly rows: readonly Row[];
  /** The number of components in them. */
  readonly count: number;
  readonly isCut: boolean;
}

export function rowsOf({ card, instead = [] }: Reply, commands: readonly Command[]): Rows {
  const actions = card?.actions ?? instead.map((ask): Action => ({ label: asLine(ask), ask }));
  const prompt = card ? card.choose : "Did you mean";
  const all = distinct(actions, commands);
  const { buttons, choices } = parted(all, prompt !== undefined);
  const shown = choices.slice(0, mostIn.options);
  const rows: Row[] = [
    ...(shown.length > 0 && prompt !== undefined ? [menuRow(prompt, shown, commands)] : []),
    ...Array.from({ length: Math.ceil(buttons.length / message.row) }, (_, i) => ({
      type: ComponentType.ActionRow as const,
      components: buttons.slice(i * message.row, (i + 1) * message.row).flatMap((one) => button(one, commands) ?? []),
    })),
    ...(shown.length > 0 && prompt === undefined ? [menuRow("More", shown, commands)] : []),
  ];
  return {
    rows,
    count: rows.reduce((sum, { components }) => sum + 1 + components.length, 0),
    isCut: buttons.length + shown.length < all.length,
  };
}

/** Discord refuses a message in which two buttons carry the same code, and an address that is none. */
function distinct(actions: readonly Action[], commands: readonly Command[]): readonly Action[] {
  const codes = new Set<string>();
  return actions.filter((action) => {
    if ("href" in action) return addressOf(action) !== undefined;
    const code = codeOf(action, commands);
    return codes.size < codes.add(code).size;
  });
}

/** @param isChoice whether the questions are answers to one, and so belong in one menu */
function parted(
  all: readonly Action[],
  isChoice: boolean,
): { readonly buttons: readonly Action[]; readonly choices: readonly Asking[] } {
  const isFixed = (action: Action): boolean => "href" in action || action.share === true;
  const asking = all.filter((action): action is Asking => !isFixed(action));
  const fixed = all.filter(isFixed);
  if (isChoice && asking.length > 1) return { buttons: fixed.slice(0, message.row), choices: asking };
  if (all.length <= message.row * message.rows) return { buttons: all, choices: [] };
  // A menu takes up one of the two rows.
  const room = Math.max(0, message.row - fixed.length);
  return {
    buttons: [...asking.slice(0, room), ...fixed].slice(0, message.row),
    choices: asking.slice(room),
  };
}

/** A choice carries its whole question, so that it works after a restart. */
const menuRow = (prompt: string, choices: readonly Asking[], commands: readonly Command[]): Row => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: menuId,
      placeholder: cut(prompt, mostIn.placeholder),
      options: choices.map((choice): APISelectMenuOption => ({
        label: labelOf(choice.label, mostIn.label),
        value: codeOf(choice, commands),
      })),
    },
  ],
});

/** No command's name: what is chosen is in the value. */
const menuId = "?";

const labelOf = (label: string, most: number): string => cut(clean(label).replaceAll(/\s+/g, " ").trim() || "…", most);

const codeOf = ({ ask, share }: Asking, commands: readonly Command[]): string =>
  encodeAsk({ ...ask, ...(share && { share: true }) }, commands);

function addressOf({ href }: Extract<Action, { readonly href: string }>): string | undefined {
  const url = address(href);
  return url !== undefined && url.length <= message.href ? url : undefined;
}

function button(action: Action, commands: readonly Command[]): APIButtonComponent | undefined {
  const label = labelOf(action.label, message.label);
  if ("href" in action) {
    const url = addressOf(action);
    return url === undefined ? undefined : { type: ComponentType.Button, style: ButtonStyle.Link, label, url };
  }
  // Sharing is nobody's first wish, and no button asks for it louder than the others.
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: codeOf(action, commands),
  };
}
