/** Letters without case and accents, as names are compared by them wherever they are read. */

/** Letters that Unicode does not take apart into a plain letter and a mark. */
const undecomposed: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
  þ: "th",
};

/** Lower case, no accents; an apostrophe joins: "O’Neill" is one word. Other marks stand. */
export const plainLetters = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/[\p{M}\p{Cf}'’‘ʼ`´]/gu, "")
    .toLowerCase()
    .replaceAll(/[ßæœøłđıþ]/gu, (letter) => undecomposed[letter] ?? letter);
