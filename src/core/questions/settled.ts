/** Names in a question that are not as a thing is called: the seat or person they lead to, with the words that led there. */
import type { Context } from "../command.ts";
import { spelt } from "../seats/read-filter/names.ts";
import type { Named } from "./names.ts";

/** @param words as typed, which may end in "’s" */
export function settled(named: Named, words: string, context: Context): Named {
  const typed = words.replace(/['’‘]s$/iu, "");
  // A name that is only tried.
  if (words === "") return named;
  const isCalledSo = [typed, typed.replace(/s$/iu, "")].some((text) => spelt(text) === spelt(named.name));
  switch (named.is) {
    case "party":
    case "area":
    case "county":
      return named;
    case "person":
      return isCalledSo ? named : { ...named, typed };
    case "seat":
      return isCalledSo ? named : seatFor(typed, named, context);
    case "former":
      return seatFor(named.name, named, context);
  }
}

/** As the finder has it, which asks where several may be meant. */
function seatFor(typed: string, named: Named, { seats }: Context): Named {
  const found = seats.find(typed);
  switch (found.kind) {
    case "one":
      return { is: "seat", code: found.match.code, name: found.match.name, typed };
    case "several":
      return { is: "former", name: typed };
    case "none":
    case "postcode":
      return named;
  }
}
