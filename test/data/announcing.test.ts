/** Places that are told news, in every database. */
import { loadElection } from "../../src/data/election-pack.ts";
import { announcingContract } from "../support/announcing-contract.ts";
import { pack } from "../support/bot.ts";
import { connectUp, onEveryDatabase } from "../support/databases.ts";

const election = loadElection(pack);

onEveryDatabase("places that are told news", ({ name, ready }) => {
  announcingContract(name, async () => connectUp(await ready()), election);
});
