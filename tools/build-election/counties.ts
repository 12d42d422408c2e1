/**
 * Counties of England as people name them, and the seats of which each has the most: the counties of the Lieutenancies
 * Act 1997 by the council areas of July 2024. London and the West Midlands are regions; Bristol is asked for as a city.
 * Stockton-on-Tees, which the river parts, counts whole with County Durham.
 */
import type { County, Seat } from "../../src/core/election.ts";
import { InputError, must, readTable } from "./table.ts";

/** Each with other names and its councils: those that are unitary or metropolitan, where the Ordnance Survey names the rest. */
const counties: Readonly<
  Record<string, { readonly aliases?: readonly string[]; readonly councils?: readonly string[] }>
> = {
  Bedfordshire: { aliases: ["beds"], councils: ["Bedford", "Central Bedfordshire", "Luton"] },
  Berkshire: {
    aliases: ["berks"],
    councils: ["Bracknell Forest", "Reading", "Slough", "West Berkshire", "Windsor and Maidenhead", "Wokingham"],
  },
  Buckinghamshire: { aliases: ["bucks"], councils: ["Buckinghamshire", "Milton Keynes"] },
  Cambridgeshire: { aliases: ["cambs"], councils: ["Peterborough"] },
  Cheshire: { councils: ["Cheshire East", "Cheshire West and Chester", "Halton", "Warrington"] },
  Cornwall: { aliases: ["cornwall and scilly"], councils: ["Cornwall", "Isles of Scilly"] },
  "County Durham": {
    aliases: ["co durham", "durham county"],
    councils: ["County Durham", "Darlington", "Hartlepool", "Stockton-on-Tees"],
  },
  Cumbria: { councils: ["Cumberland", "Westmorland and Furness"] },
  Derbyshire: { councils: ["Derby"] },
  Devon: { councils: ["Plymouth", "Torbay"] },
  Dorset: { councils: ["Bournemouth, Christchurch and Poole", "Dorset"] },
  "East Riding of Yorkshire": {
    aliases: ["east riding", "east yorkshire", "east yorks"],
    councils: ["East Riding of Yorkshire", "Kingston upon Hull, City of"],
  },
  "East Sussex": { councils: ["Brighton and Hove"] },
  Essex: { councils: ["Southend-on-Sea", "Thurrock"] },
  Gloucestershire: { aliases: ["glos"], councils: ["South Gloucestershire"] },
  "Greater Manchester": {
    aliases: ["gtr manchester"],
    councils: [
      "Bolton",
      "Bury",
      "Manchester",
      "Oldham",
      "Rochdale",
      "Salford",
      "Stockport",
      "Tameside",
      "Trafford",
      "Wigan",
    ],
  },
  Hampshire: { aliases: ["hants"], councils: ["Portsmouth", "Southampton"] },
  Herefordshire: { councils: ["Herefordshire, County of"] },
  Hertfordshire: { aliases: ["herts"] },
  "Isle of Wight": { councils: ["Isle of Wight"] },
  Kent: { councils: ["Medway"] },
  Lancashire: { aliases: ["lancs"], councils: ["Blackburn with Darwen", "Blackpool"] },
  Leicestershire: { aliases: ["leics"], councils: ["Leicester"] },
  Lincolnshire: { aliases: ["lincs"], councils: ["North East Lincolnshire", "North Lincolnshire"] },
  Merseyside: { councils: ["Knowsley", "Liverpool", "Sefton", "St. Helens", "Wirral"] },
  Norfolk: {},
  "North Yorkshire": {
    aliases: ["north yorks"],
    councils: ["Middlesbrough", "North Yorkshire", "Redcar and Cleveland", "York"],
  },
  Northamptonshire: { aliases: ["northants"], councils: ["North Northamptonshire", "West Northamptonshire"] },
  Northumberland: { councils: ["Northumberland"] },
  Nottinghamshire: { aliases: ["notts"], councils: ["Nottingham"] },
  Oxfordshire: { aliases: ["oxon"] },
  Rutland: { councils: ["Rutland"] },
  Shropshire: { aliases: ["salop"], councils: ["Shropshire", "Telford and Wrekin"] },
  Somerset: { councils: ["Bath and North East Somerset", "North Somerset", "Somerset"] },
  "South Yorkshire": { aliases: ["south yorks"], councils: ["Barnsley", "Doncaster", "Rotherham", "Sheffield"] },
  Staffordshire: { aliases: ["staffs"], councils: ["Stoke-on-Trent"] },
  Suffolk: {},
  Surrey: {},
  "Tyne and Wear": {
    aliases: ["tyneside and wearside"],
    councils: ["Gateshead", "Newcastle upon Tyne", "North Tyneside", "South Tyneside", "Sunderland"],
  },
  Warwickshire: { aliases: ["warks"] },
  "West Sussex": {},
  "West Yorkshire": { aliases: ["west yorks"], councils: ["Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield"] },
  Wiltshire: { aliases: ["wilts"], councils: ["Swindon", "Wiltshire"] },
  Worcestershire: { aliases: ["worcs"] },
};

/** Seats of which a county has more than half, by postcodes of its wards. @throws InputError for a council that is not there */
export function buildCounties(folder: string, seats: readonly Seat[]): readonly County[] {
  const countyOf = new Map(
    [...Map.groupBy(readTable(folder, "places/settlements.csv"), (row) => row.text("lad_name"))].flatMap(
      ([council, rows]): (readonly [string, string])[] => {
        // A few settlements beyond a border are named with the county that they were in.
        const named = Map.groupBy(rows, (row) => row.optional("county"));
        const [most = ["", []]] = [...named].toSorted(([, a], [, b]) => b.length - a.length);
        return most[0] in counties ? [[council, most[0]]] : [];
      },
    ),
  );
  for (const [name, { councils = [] }] of Object.entries(counties))
    for (const council of councils) countyOf.set(council, name);
  /** Postcodes of each seat, by county; of those outside of all under "". */
  const postcodes = new Map<string, Map<string, number>>(seats.map(({ code }) => [code, new Map()]));
  const met = new Set<string>();
  for (const row of readTable(folder, "places/wards_2024.csv")) {
    const council = row.text("lad_name");
    met.add(council);
    const county = countyOf.get(council) ?? "";
    const shares = row.text("shares").split(";").map(Number);
    for (const [i, code] of row.text("constituency_codes").split(";").entries()) {
      const counts = must(postcodes.get(code), `${row.where}: no seat ${code}`);
      counts.set(county, (counts.get(county) ?? 0) + (shares[i] ?? 0) * row.count("postcodes"));
    }
  }
  const lost = [...countyOf.keys()].filter((council) => !met.has(council));
  if (lost.length > 0) throw new InputError(`places/wards_2024.csv: no ward of ${lost.join("; ")}`);
  const isMostlyIn = (code: string, name: string): boolean => {
    const counts = postcodes.get(code) ?? new Map<string, number>();
    const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
    return (counts.get(name) ?? 0) > all / 2;
  };
  const all = Object.entries(counties).map(([name, { aliases = [] }]) => ({
    name,
    aliases: [...aliases],
    seats: seats.filter(({ code }) => isMostlyIn(code, name)).map(({ code }) => code),
  }));
  // Rutland has the most of no seat.
  return all.filter((county) => county.seats.length > 0);
}
