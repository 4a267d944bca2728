import type { Pcm8k, Person } from "../../ports.ts";

/** The same person; once a tick the tap gets what was heard and said. Both arrays are reused, copy what you keep. */
export function withFrames(
  person: Person,
  tap: (heard: Pcm8k, said: Pcm8k | undefined) => void,
): Person {
  let said: Pcm8k | undefined;
  return {
    ...person,
    speak() {
      said = person.speak();
      return said;
    },
    hear(frame) {
      person.hear(frame);
      tap(frame, said);
    },
  };
}
