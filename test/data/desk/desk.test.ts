/** The desk's contract, on every database. */
import { loadElection } from "../../../src/data/election-pack.ts";
import { connect, connectUp, onEveryDatabase } from "../../support/databases.ts";
import { deskContract } from "../../support/desk-contract.ts";
import { uk2024 } from "../../support/small-pack.ts";

const election = loadElection(uk2024);

onEveryDatabase("the desk", ({ name, ready }) => {
  deskContract(
    name,
    async () => {
      const where = await ready();
      const db = await connectUp(where);
      // A thread that waits for SQLite's lock would wait for itself.
      return { db, another: async () => (name === "SQLite" ? db : (await connect(where)).db) };
    },
    election,
  );
});
