/** Slash commands: `/teller seat bath`, and the short ones, `/seat bath`. */
import { inTime, responseTo } from "../answers.ts";
import { typed } from "../blocks/text.ts";
import { entrance, shortName } from "../names.ts";
import { acknowledge, follow, leaving, maybeSecret, openForm, tell, type Ears, type Whereto } from "./ears.ts";

export function hearCommands(ears: Ears): void {
  const { app, dispatch, rendering, flights } = ears;
  app.command(/^\//, ({ command, ack }) =>
    flights.take(async () => {
      const { user_id: user, channel_id: channel, response_url: url, trigger_id: trigger, team_id: team } = command;
      if (flights.closed) return ack(responseTo(leaving, rendering));
      const line = lineOf(command.command, typed(command.text), ears);
      const secret = maybeSecret(ears, line);
      const begun = dispatch.line(line, await ears.judged({ user, channel, forms: true, from: { team }, secret }));
      const to: Whereto = { user, channel, url };
      if (begun.kind === "form") {
        const acknowledged = acknowledge(ears, ack, begun.secret);
        await openForm(ears, begun, trigger, to);
        return acknowledged;
      }
      const answer = await inTime(begun.answer);
      // The answer can go by its own address after the connection is lost.
      const shown = await (answer ? ack(responseTo(answer, rendering)) : ack()).then(
        () => answer !== undefined,
        () => false,
      );
      if (answer && shown) return follow(ears, answer, to);
      return tell(ears, await begun.answer, to);
    }),
  );
}

/** The question, whichever way it was asked: "/teller seat bath" or "/seat bath". */
export function lineOf(name: string, words: string, { commands }: Pick<Ears, "commands">): string {
  if (name === entrance) return words === "" ? "/help" : words;
  const short = commands.find((command) => shortName(command.name) === name)?.name ?? name.slice(1);
  return `/${short} ${words}`;
}
