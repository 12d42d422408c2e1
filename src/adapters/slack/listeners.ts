/** Actions of people in Slack -> questions to dispatch, and answers back. */
import { hearButtons } from "./hear/buttons.ts";
import { hearCommands } from "./hear/commands.ts";
import type { Ears } from "./hear/ears.ts";
import { hearForms } from "./hear/forms.ts";
import { hearShortcuts } from "./hear/shortcuts.ts";
import { hearHome } from "./hear/home.ts";
import { hearLinks, type Links } from "./hear/links.ts";
import { hearMessages } from "./hear/messages.ts";

/** @param links absent where no links are shown */
export function listen({ links, ...ears }: Ears & { readonly links: Links | undefined }): void {
  hearCommands(ears);
  hearMessages(ears);
  hearButtons(ears);
  hearForms(ears);
  hearHome(ears);
  hearShortcuts(ears);
  if (links) hearLinks(ears, links);
}
