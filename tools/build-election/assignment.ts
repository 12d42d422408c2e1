/**
 * The exact assignment problem: give every row a column of its own so that the sum of costs is least (the Hungarian
 * method in its shortest-path form, as Jonker and Volgenant have it). There may be more columns than rows.
 */

/** The column of each row. `cost` is asked often and should be cheap. */
export function assign(rows: number, columns: number, cost: (row: number, column: number) => number): number[] {
  if (columns < rows) throw new RangeError(`${rows} rows cannot share ${columns} columns`);
  // Row and column 0 stand for "none", which spares the loops a special case: all else is counted from one.
  const rowPrice = new Float64Array(rows + 1);
  const columnPrice = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const end = cheapestPath(rowOf, rowPrice, columnPrice, (r, c) => cost(r - 1, c - 1));
    for (let column = end.column; column !== 0;) {
      const before = at(end.cameFrom, column);
      rowOf[column] = at(rowOf, before);
      column = before;
    }
  }
  const columnOf: number[] = Array.from({ length: rows }, () => -1);
  for (let column = 1; column <= columns; column++) {
    const row = at(rowOf, column);
    if (row > 0) columnOf[row - 1] = column - 1;
  }
  return columnOf;
}

/** From the row waiting at column 0 to the nearest free column, by reduced cost; the prices are moved on the way. */
function cheapestPath(
  rowOf: Int32Array,
  rowPrice: Float64Array,
  columnPrice: Float64Array,
  cost: (row: number, column: number) => number,
): { column: number; cameFrom: Int32Array } {
  const size = columnPrice.length;
  const distance = new Float64Array(size).fill(Infinity);
  const cameFrom = new Int32Array(size);
  const done = new Uint8Array(size);
  let current = 0;
  do {
    done[current] = 1;
    const row = at(rowOf, current);
    const price = at(rowPrice, row);
    let step = Infinity;
    let next = 0;
    for (let column = 1; column < size; column++) {
      if (done[column] === 1) continue;
      const reduced = cost(row, column) - price - at(columnPrice, column);
      if (reduced < at(distance, column)) {
        distance[column] = reduced;
        cameFrom[column] = current;
      }
      if (at(distance, column) < step) {
        step = at(distance, column);
        next = column;
      }
    }
    for (let column = 0; column < size; column++) {
      if (done[column] === 1) {
        const owner = at(rowOf, column);
        rowPrice[owner] = at(rowPrice, owner) + step;
        columnPrice[column] = at(columnPrice, column) - step;
      } else distance[column] = at(distance, column) - step;
    }
    current = next;
  } while (rowOf[current] !== 0);
  return { column: current, cameFrom };
}

function at(list: Float64Array | Int32Array, index: number): number {
  return list[index] ?? Number.NaN;
}
