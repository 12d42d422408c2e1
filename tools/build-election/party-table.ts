/**
 * Facts about parties that the public files lack: printed names that are one party, and what people call it. A printed
 * name that is not here becomes a party of its own, named as printed.
 */

export interface PartyFacts {
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly abbreviation: string;
  /** Commonest first. */
  readonly printed: readonly string[];
  /** Abbreviations in the Library's files and in the Press Association's feed, and what people type. */
  readonly aliases: readonly string[];
  /** Other names in the Press Association's feed, by its rehearsals of 2015 and 2026. */
  readonly feeds?: readonly string[];
  readonly base: string;
  readonly kind?: "independents" | "speaker";
  readonly previously?: string;
  /** In a sentence; a party without takes its short name, in the singular: "elected for Plaid Cymru". */
  readonly said?: { readonly subject: string; readonly plural: boolean; readonly elected: string };
}

export const main: readonly PartyFacts[] = [
  {
    id: "lab",
    name: "Labour Party",
    short: "Labour",
    abbreviation: "LAB",
    printed: ["Labour", "Labour and Co-operative", "Labour Party", "Labour and Co-operative Party"],
    aliases: ["lab co-op", "lab coop", "labour co-op", "labour coop", "labour co-operative", "co-op", "new labour"],
    base: "#e4003b",
  },
  {
    id: "con",
    name: "Conservative Party",
    short: "Conservative",
    abbreviation: "CON",
    said: { subject: "the Conservatives", plural: true, elected: "as a Conservative" },
    printed: ["Conservative", "Conservative Party", "Conservative and Unionist Party"],
    aliases: ["c", "cons", "conservatives", "tory", "tories", "the tories"],
    base: "#0087dc",
  },
  {
    id: "ld",
    name: "Liberal Democrats",
    short: "Lib Dem",
    abbreviation: "LD",
    said: { subject: "the Lib Dems", plural: true, elected: "as a Lib Dem" },
    printed: ["Liberal Democrat", "Liberal Democrats"],
    aliases: ["lib dems", "libdem", "libdems", "lib-dem", "lib-dems", "lds", "ldem", "lib democrats"],
    base: "#faa61a",
  },
  {
    id: "reform",
    name: "Reform UK",
    short: "Reform UK",
    abbreviation: "REF",
    printed: ["Reform UK"],
    aliases: ["reform", "reform party", "reformuk", "ruk", "brexit", "brexit party", "the brexit party"],
    base: "#12b6cf",
    previously: "Brexit Party",
  },
  {
    id: "green",
    name: "Green Party",
    short: "Green",
    abbreviation: "GRN",
    said: { subject: "the Greens", plural: true, elected: "as a Green" },
    printed: ["Green", "Scottish Green Party", "Green Party Northern Ireland", "Green Party"],
    aliases: ["greens", "the greens", "green party of england and wales", "scottish greens", "scottish green", "gpew"],
    base: "#02a95b",
  },
  {
    id: "snp",
    name: "Scottish National Party",
    short: "SNP",
    abbreviation: "SNP",
    said: { subject: "the SNP", plural: false, elected: "for the SNP" },
    printed: ["Scottish National Party", "Scottish National Party (SNP)"],
    aliases: ["scot nats", "scottish nationalists", "scottish national", "scottish nationalist party"],
    base: "#fdf38e",
  },
  {
    id: "pc",
    name: "Plaid Cymru",
    short: "Plaid Cymru",
    abbreviation: "PC",
    printed: ["Plaid Cymru", "Plaid Cymru - The Party of Wales"],
    aliases: ["plaid", "party of wales", "the party of wales"],
    base: "#005b54",
  },
  {
    id: "sf",
    name: "Sinn Féin",
    short: "Sinn Féin",
    abbreviation: "SF",
    printed: ["Sinn Fein", "Sinn Féin"],
    aliases: [],
    base: "#326760",
  },
  {
    id: "dup",
    name: "Democratic Unionist Party",
    short: "DUP",
    abbreviation: "DUP",
    said: { subject: "the DUP", plural: false, elected: "for the DUP" },
    printed: ["Democratic Unionist Party", "Democratic Unionist Party - D.U.P."],
    aliases: ["democratic unionist", "democratic unionists"],
    base: "#d46a4c",
  },
  {
    id: "sdlp",
    name: "Social Democratic and Labour Party",
    short: "SDLP",
    abbreviation: "SDLP",
    said: { subject: "the SDLP", plural: false, elected: "for the SDLP" },
    printed: ["Social Democratic and Labour Party", "Social Democratic & Labour Party"],
    aliases: ["social democratic and labour", "sdlp (social democratic & labour party)"],
    base: "#2aa82c",
  },
  {
    id: "uup",
    name: "Ulster Unionist Party",
    short: "UUP",
    abbreviation: "UUP",
    said: { subject: "the UUP", plural: false, elected: "for the UUP" },
    printed: ["Ulster Unionist Party"],
    aliases: ["ulster unionist", "ulster unionists"],
    base: "#48a5ee",
  },
  {
    id: "alliance",
    name: "Alliance Party of Northern Ireland",
    short: "Alliance",
    abbreviation: "APNI",
    said: { subject: "Alliance", plural: false, elected: "for Alliance" },
    printed: ["Alliance", "Alliance Party", "Alliance - Alliance Party of Northern Ireland"],
    aliases: ["all", "alliance party northern ireland"],
    base: "#f6cb2f",
  },
  {
    id: "tuv",
    name: "Traditional Unionist Voice",
    short: "TUV",
    abbreviation: "TUV",
    said: { subject: "the TUV", plural: false, elected: "for the TUV" },
    printed: ["Traditional Unionist Voice", "Traditional Unionist Voice - TUV"],
    aliases: ["traditional unionist"],
    base: "#0c3a6a",
  },
  {
    id: "ind",
    name: "Independents",
    short: "Independent",
    abbreviation: "IND",
    said: { subject: "independents", plural: true, elected: "as an independent" },
    printed: ["Independent"],
    aliases: ["inds", "indep", "no party"],
    feeds: ["No Description", "ND"],
    base: "#b3b3b3",
    kind: "independents",
  },
  {
    id: "speaker",
    name: "Speaker of the House of Commons",
    short: "Speaker",
    abbreviation: "SPK",
    said: { subject: "the Speaker", plural: false, elected: "as Speaker" },
    printed: ["Speaker", "Commons Speaker", "Speaker seeking re-election"],
    aliases: ["the speaker", "mr speaker"],
    base: "#6b6b6b",
    kind: "speaker",
  },
  {
    id: "wpb",
    name: "Workers Party of Britain",
    short: "Workers Party",
    abbreviation: "WPB",
    said: { subject: "the Workers Party", plural: false, elected: "for the Workers Party" },
    printed: ["Workers Party of Britain"],
    aliases: ["workers", "workers party britain", "workers party gb", "workers' party"],
    base: "#780021",
  },
  {
    id: "sdp",
    name: "Social Democratic Party",
    short: "SDP",
    abbreviation: "SDP",
    printed: ["Social Democratic Party"],
    aliases: ["social democrats"],
    feeds: ["Soc Dem"],
    base: "#d25469",
  },
  {
    id: "yorkshire",
    name: "The Yorkshire Party",
    short: "Yorkshire Party",
    abbreviation: "YRKS",
    printed: ["The Yorkshire Party", "Yorkshire Party"],
    aliases: ["yorkshire first"],
    feeds: ["Yorks"],
    base: "#00aeef",
  },
  {
    id: "tusc",
    name: "Trade Unionist and Socialist Coalition",
    short: "TUSC",
    abbreviation: "TUSC",
    printed: ["Trade Unionist and Socialist Coalition"],
    aliases: ["trade unionist and socialist"],
    base: "#ec008c",
  },
  {
    id: "alba",
    name: "Alba Party",
    short: "Alba",
    abbreviation: "ALBA",
    printed: ["Alba Party"],
    aliases: [],
    base: "#005eb8",
  },
  {
    id: "ukip",
    name: "UK Independence Party",
    short: "UKIP",
    abbreviation: "UKIP",
    printed: ["UK Independence Party", "United Kingdom Independence Party", "UK Independence Party (UKIP)"],
    aliases: ["kippers"],
    base: "#6d3177",
  },
  {
    id: "pbp",
    name: "People Before Profit Alliance",
    short: "People Before Profit",
    abbreviation: "PBP",
    printed: ["People Before Profit Alliance"],
    aliases: ["pbpa", "people before profit"],
    base: "#e91d50",
  },
  {
    id: "aontu",
    name: "Aontú",
    short: "Aontú",
    abbreviation: "AONT",
    printed: ["Aontú"],
    aliases: ["aontu"],
    base: "#44532a",
  },
  {
    id: "loony",
    name: "Official Monster Raving Loony Party",
    short: "Monster Raving Loony",
    abbreviation: "MRLP",
    printed: ["Official Monster Raving Loony Party", "Monster Raving Loony Party"],
    aliases: ["loony", "loonies", "loony party", "omrlp"],
    base: "#c8a200",
  },
];

/** A shorter word for a small party whose printed name is too long for a table or a sentence. */
export const shorts: Readonly<Record<string, string>> = {
  "Abolish the Welsh Assembly Party": "Abolish",
  "British Unionist Party B.U.P.": "British Unionist",
  "Chesterfield And North Derbyshire Independents (CANDI)": "CANDI",
  "Christian Party, Proclaiming Christ's Lordship": "Christian Party",
  "Communist League Election Campaign": "Communist League",
  "Communist Party of Britain": "Communist",
  "Count Binface Party": "Count Binface",
  "Kingston Independent Residents Group": "Kingston Residents",
  "Lincolnshire Independents Lincolnshire First": "Lincolnshire Independents",
  "New Open Non-Political Organised Leadership": "NONPOL",
  "Party of Women": "Party of Women",
  "Putting Crewe First, Independent Residents Group": "Putting Crewe First",
  "Stockport Fights Austerity No To Cuts": "Stockport Fights Austerity",
  "The Peace Party - Non-violence, Justice, Environment": "Peace Party",
  "The Socialist Party of Great Britain": "Socialist (GB)",
  "The Yoruba Party in the UK": "Yoruba Party",
};

/** Names of small parties in the Press Association's feed: printed name -> forms. */
export const feeds: Readonly<Record<string, readonly string[]>> = {
  "Alliance for Green Socialism": ["Green Soc"],
  "Animal Welfare Party": ["AWP"],
  "British Democratic Party": ["British Democrats", "Brit Dem"],
  "Christian Party, Proclaiming Christ's Lordship": ["Ch P"],
  "Communist League Election Campaign": ["Comm Lge"],
  "Communist Party of Britain": ["Comm Brit"],
  "English Democrats": ["Eng Dem"],
  "Lincolnshire Independents Lincolnshire First": ["Lincs Ind"],
  "National Health Action Party": ["NHA"],
  "Socialist Labour Party": ["Soc Lab"],
  "The North East Party": ["NEParty"],
  "The Peace Party - Non-violence, Justice, Environment": ["Peace"],
};

/** Small parties that renamed themselves since the last election: printed name -> name then. */
export const renamed: Readonly<Record<string, string>> = {
  "Psychedelic Movement": "Psychedelic Future Party",
  "Shared Ground": "Young People's Party",
};

/** For parties without a well-known colour. */
export const neutral = "#8a8a8a";
