/**
 * Questions of our own before anybody's: whatever is read and built when it is first needed is then there, and the first
 * who asks does not wait for it. They are counted nowhere.
 */
import type { House } from "../cli/house.ts";
import { asPseudonym, type Asker } from "../core/asker.ts";

const nobody: Asker = {
  caller: asPseudonym("nobody"),
  place: { platform: "", id: "", kind: "direct" },
  role: "anyone",
  forms: false,
};

/** Never rejects: a question that fails here fails again, with words, for whoever asks it. */
export async function warm({ context, election }: Pick<House, "context" | "election">): Promise<void> {
  const [seat] = election.seats;
  if (!seat) return;
  const asked: readonly (readonly [name: string, args: Readonly<Record<string, string>>])[] = [
    ["seat", { place: seat.name }],
    ["results", {}],
    ["person", { name: election.candidates[0]?.family ?? "" }],
    // Neither a seat nor anybody: every list of names is looked through.
    ["ask", { question: `who won ${seat.name.slice(1)}` }],
  ];
  for (const [name, args] of asked)
    try {
      const known = context(nobody);
      const command = known.commands.find((one) => one.name === name);
      if (command) await command.run(command.args.parse(args), known);
    } catch {
      // The next warms other parts.
    }
}
