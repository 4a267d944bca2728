/** A reason not to start, told to a person: one plain sentence with its remedy, no stack. */
export class Refusal extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "Refusal";
  }
}
