/** A function that makes its result once for each thing, for as long as that is around. The result must not change. */
export function remembered<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, { readonly is: T }>();
  return (of) => {
    const found = made.get(of) ?? { is: make(of) };
    made.set(of, found);
    return found.is;
  };
}
