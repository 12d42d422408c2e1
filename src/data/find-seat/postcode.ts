/** Whether words are a postcode. Only the shape is looked at: a postcode is never looked up, kept or repeated. */

const areas =
  "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL " +
  "GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL " +
  "PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE";
const outward = `(?:${areas.split(" ").join("|")})[0-9](?:[0-9A-Z])?`;
/** The letter O is often typed for the nought that begins the second half. */
const inward = "[0-9O][ABD-HJLNP-UW-Z]{2}";
/** The whole text: an outward code, alone or with as much of the inward one as has been typed. */
const alone = new RegExp(`^(?:GIR0AA|${outward}(?:[0-9O][A-Z]{0,2})?)$`);
/** A full postcode among other words. */
const among = new RegExp(`(?:^|[^A-Z0-9])${outward}[^A-Z0-9]{0,3}${inward}(?:$|[^A-Z0-9])`);

export function isPostcode(text: string): boolean {
  const capitals = text.slice(0, 400).normalize("NFKC").toUpperCase();
  const joined = capitals.replace(/^\s*(?:MY\s+)?POST\s?CODE(?:\s+IS)?/, "").replace(/[^A-Z0-9]/g, "");
  return (joined.length <= 8 && alone.test(joined)) || among.test(capitals);
}
