/** From the words someone typed to the person they mean, or to a question back: never to somebody else. */
import type { Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import type { PersonMatch } from "../core/finder.ts";
import type { Action, Reply } from "../core/reply.ts";
import { brief, listed } from "../core/text.ts";
import { button, note, text } from "./answer.ts";

export type ChosenPerson =
  | { readonly is: PersonMatch; readonly note?: string; readonly instead: readonly Action[] }
  | { readonly reply: Reply };

/**
 * @param command the one that asks, for the buttons of a question back
 * @throws UserError where nobody has even the family name
 */
export function choosePerson(context: Context, words: string, command: string): ChosenPerson {
  const found = context.people.find(words);
  const offer = (match: PersonMatch): Action => button(describe(match, context), command, { name: match.asked });
  switch (found.kind) {
    case "one": {
      const { known = [] } = found;
      const said = [
        ...readAs(words, found.match),
        ...known.slice(0, 1).map((other) => `You may mean ${describe(other, context)}.`),
        ...(found.unread === undefined ? [] : [unread(found.unread)]),
      ];
      return { is: found.match, ...(said.length > 0 && { note: said.join(" ") }), instead: found.others.map(offer) };
    }
    case "several":
      return { reply: ask(`Which “${brief(words)}” do you mean?`, found.matches) };
    case "none": {
      const nobody = `Nobody called “${brief(words)}” stood or sat.`;
      const { name, members, byElections } = context.results.election;
      const who = `I know ${listed([
        `the candidates of the ${name}`,
        ...(members.length > 0 ? ["the members whose House it ended"] : []),
        ...(byElections.length > 0 ? ["the candidates of by-elections since"] : []),
      ])}.`;
      if (found.nearest.length === 0) throw new UserError("not-found", `${nobody} ${who}`, [`/help ${command}`]);
      return { reply: ask(nobody, found.nearest, `Did you mean somebody else? ${who}`) };
    }
  }

  function ask(title: string, matches: readonly PersonMatch[], more?: string): Reply {
    const names = matches.map((match) => describe(match, context)).join("; ");
    return {
      summary: `${title} ${more === undefined ? names : `Did you mean somebody else? ${names}`}.`,
      card: {
        title,
        blocks: [text(`${names}.`), ...(more === undefined ? [] : [note(more)])],
        actions: matches.map(offer),
        choose: "Which one?",
      },
      data: { choices: matches },
    };
  }
}

const unread = (words: string): string => `“${brief(words)}” was not read.`;

/** Words that are not the name as it is written; a family name alone, or a title before it, is no other name. */
function readAs(words: string, { name, how }: PersonMatch): readonly string[] {
  const plain = (text: string): string =>
    text
      .normalize("NFD")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]+/gu, "")
      .replaceAll("-", " ")
      .trim();
  const [typed, is] = [plain(words.replace(/[,(].*$/su, "")), plain(name)];
  // Whole words: Andrew Griffith is not in "andrew griffiths".
  const given = new Set(typed.split(" "));
  const isWhole =
    is.split(" ").every((word) => given.has(word)) || typed.replaceAll(" ", "") === is.replaceAll(" ", "");
  const isPart = isWhole || (how === "part" && is.endsWith(` ${typed}`));
  return isPart ? [] : [`“${brief(words.trim())}” read as ${name}.`];
}

/** "Greg Smith, Mid Buckinghamshire" */
function describe(match: PersonMatch, { results }: Context): string {
  return match.kind === "member" ? match.name : `${match.name}, ${results.lookup.seat(match.seat).name}`;
}
