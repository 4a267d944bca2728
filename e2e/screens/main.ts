import { People } from "../support/people.ts";
import { spokenWav } from "../support/speech.ts";
import { closeStand, theStand } from "../support/stand.ts";
import { openAlbum } from "./album.ts";
import { booth, lookBack, ring, signIn, takeover, type Stage } from "./scenes.ts";
import { missingTools } from "./tools.ts";

/** `npm run screens`: the pictures of the documents, taken of the running product. */
async function main(): Promise<void> {
  const missing = await missingTools();
  if (missing !== undefined) throw new Error(missing);
  await openAlbum();
  const { stack, booth: boothUrl, toNumber } = await theStand();
  const people = new People(stack.urls.console);
  try {
    const microphone = await spokenWav("Hello, this is Mira. What can I do for you?", "en-us+f3");
    const stage: Stage = {
      people,
      consoleUrl: stack.urls.console,
      booth: boothUrl,
      toNumber,
      desk: await people.enter({ role: "operator", name: "Mira Lindholm" }, { microphone }),
    };
    for (const scene of [signIn, takeover, lookBack, ring, booth]) {
      console.error(`${scene.name} …`);
      await scene(stage);
    }
  } finally {
    await people.goHome().catch((cause: unknown) => console.error(String(cause)));
    await closeStand();
  }
}

main().then(
  () => process.exit(0),
  (cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : String(cause));
    process.exit(1);
  },
);
