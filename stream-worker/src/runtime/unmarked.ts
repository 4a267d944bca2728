/** Marks that read well and sound wrong. */
const MARKS = new Set("*_#`");

/**
 * What of a model's words may be heard: no markup, and nothing in square brackets, which is how we
 * talk to the model and a model now and then talks back. Takes the words as they come.
 */
export function createUnmarked(): (text: string) => string {
  let isNote = false;
  return (text) => {
    let words = "";
    for (const char of text) {
      if (char === "[") isNote = true;
      else if (char === "]") isNote = false;
      else if (!isNote && !MARKS.has(char)) words += char;
    }
    return words;
  };
}
