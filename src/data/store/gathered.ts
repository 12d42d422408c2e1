/** Questions that are asked in the same turn of the event loop, answered by one look. */

/**
 * @param load answers for all, in their order
 * @param keyOf questions with one key are looked up together
 */
export function gathered<Question, Answer>(
  load: (questions: readonly Question[]) => Promise<readonly Answer[]>,
  keyOf: (question: Question) => string = () => "",
): (question: Question) => Promise<Answer> {
  interface Asked {
    readonly question: Question;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  let asked: Asked[] = [];

  async function answer(some: readonly Asked[]): Promise<void> {
    try {
      const answers = await load(some.map(({ question }) => question));
      for (const [i, is] of answers.entries()) some[i]?.resolve(is);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }

  return (question) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    if (asked.length === 0)
      setImmediate(() => {
        const all = asked;
        asked = [];
        for (const some of Map.groupBy(all, (one) => keyOf(one.question)).values()) void answer(some);
      });
    asked.push({ question, resolve, reject });
    return promise;
  };
}
