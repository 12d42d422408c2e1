/** Teller's sign, drawn by the project: a seat's hexagon, and the cross of whoever votes. */

const side = 512;
/** The middle of the picture, and the distance of the hexagon's corners from it. */
const middle = side / 2;
const reach = 176;
/** Half of the cross. */
const arm = 68;

const corners = Array.from({ length: 6 }, (_, i) => {
  const turn = ((i * 60 - 90) * Math.PI) / 180;
  return `${(middle + reach * Math.cos(turn)).toFixed(1)},${(middle + reach * Math.sin(turn)).toFixed(1)}`;
});

const [from, to] = [middle - arm, middle + arm];

/** Square, since platforms round its corners themselves; whole where one cuts a circle out of it. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}">
  <rect width="${side}" height="${side}" fill="#1d2330"/>
  <polygon points="${corners.join(" ")}" fill="#f4f1e8" stroke="#f4f1e8" stroke-width="28" stroke-linejoin="round"/>
  <path d="M${from} ${from}L${to} ${to}M${to} ${from}L${from} ${to}" stroke="#1d2330" stroke-width="44" stroke-linecap="round"/>
</svg>
`;
