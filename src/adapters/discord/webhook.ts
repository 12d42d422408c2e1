/** An interaction's own address for its answer, which is good for fifteen minutes. */
import { MessageFlags, Routes, type REST } from "discord.js";
import { replacing, type MessageBody, type Rendered } from "./render.ts";
import type { Question } from "./read.ts";
import { message as messageShape } from "./shapes.ts";
import { again, codes, isApiError } from "./trouble.ts";

export const ephemeral = (body: MessageBody): MessageBody => ({ ...body, flags: body.flags | MessageFlags.Ephemeral });

/** Edits, additions and removals of an interaction's answer, by the interaction's own token. */
export function webhook({ application_id: application, token }: Question, rest: REST) {
  const original = Routes.webhookMessage(application, token);
  const parts = ({ files }: Rendered) => ({ auth: false, ...(files.length > 0 && { files: [...files] }) });
  // Over HTTP we may be quicker here than Discord is in taking our acknowledgement in.
  const soon = codes.unknownWebhook;
  return {
    async edit(rendered: Rendered): Promise<void> {
      await again(() => rest.patch(original, { body: replacing(rendered.body), ...parts(rendered) }), soon);
    },
    async remove(): Promise<void> {
      await again(() => rest.delete(original, { auth: false }), soon);
    },
    /** Adds a message for the asker alone. Never repeated here: it would be said twice. */
    async add(rendered: Rendered): Promise<void> {
      await rest.post(Routes.webhook(application, token), { body: ephemeral(rendered.body), ...parts(rendered) });
    },
    /** Whether the answer stands there, and no longer the promise of one. */
    async stands(): Promise<boolean | undefined> {
      try {
        const { flags = 0 } = messageShape.parse(await again(() => rest.get(original, { auth: false })));
        return (flags & MessageFlags.Loading) === 0;
      } catch (error) {
        return isApiError(error, codes.unknownMessage, codes.unknownWebhook) ? false : undefined;
      }
    },
  };
}
