type Method = (...of: unknown[]) => unknown;

/** Has something done with each call of a method, whosever it is. */
export function wrap(prototype: object, name: string, does: (method: Method, of: readonly unknown[]) => unknown): void {
  const method = Reflect.get(prototype, name) as Method;
  const wrapped = function (this: unknown, ...of: unknown[]): unknown {
    return does((...given) => Reflect.apply(method, this, given), of);
  };
  Reflect.set(prototype, name, wrapped);
}
