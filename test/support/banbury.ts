/** A by-election to come, as an overlay's file has one: made up, in Banbury. */
export const banbury = {
  seat: "E14001072",
  date: "2027-05-06",
  pollsClose: "2027-05-06T22:00:00+01:00",
  candidates: [
    { id: "1", given: "Ann", family: "Example", party: "ld" },
    { id: "2", given: "Bob", family: "Sample", party: "lab" },
  ],
};
