/** A question from the process that started us, and its answer. */
export type Question = { readonly id: number; readonly name: string; readonly body: unknown };
export type Answer =
  | { readonly ready: unknown }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string };

type Answers = Readonly<Record<string, (body: never) => unknown>>;

/**
 * Answers what the parent asks over the channel it started us with, and tells it that we are ready.
 * Throws where nobody holds the other end.
 */
export function answerParent(answers: Answers, ready: unknown): void {
  const send = (answer: Answer): void => void process.send?.(answer);
  // The leash lets a finished process go; one that answers is never finished.
  if (process.channel === undefined) throw new Error("This process answers who started it.");
  process.channel.ref();
  process.on("message", ({ id, name, body }: Question) => {
    const answer = answers[name];
    Promise.resolve()
      .then(() => {
        if (answer === undefined) throw new Error(`There is no answer to ${name}.`);
        return answer(body as never);
      })
      .then(
        (value) => send({ id, value }),
        (cause: unknown) => send({ id, fault: cause instanceof Error ? cause.message : "fault" }),
      );
  });
  send({ ready });
}
