import { json, Router } from "express";
import { z } from "zod";
import type { BoothDeps } from "./booth-socket.ts";
import { personasOf } from "./personas-of.ts";
import { pageFiles } from "./page-files.ts";

const wanted = z.object({
  personaId: z.string().max(64).optional(),
  toNumber: z.string().max(20).optional(),
});

/** `/booth/`: the page. `/booth/api`: who can call where, and a call placed without the page. */
export function boothRoutes(deps: BoothDeps): Router {
  const router = Router();
  router.get("/", (_request, response) => response.redirect("/booth/"));
  router.get("/booth/api/choices", (_request, response) => {
    response.json({
      numbers: deps.numbers(),
      personas: personasOf(deps.people).map(({ id, name, language, problem }) => ({
        id,
        name,
        language,
        problem,
      })),
    });
  });
  router.post("/booth/api/calls", json({ limit: "4kb" }), (request, response) => {
    const parsed = wanted.safeParse(request.body);
    if (!parsed.success)
      return void response
        .status(400)
        .json({ message: "Name a persona and one of the numbers, or neither." });
    const { personaId, toNumber } = parsed.data;
    const numbers = deps.numbers();
    const called = numbers.find((one) => one.e164 === toNumber);
    const personas = personasOf(deps.people);
    const persona =
      personas.find((one) =>
        personaId ? one.id === personaId : one.language === called?.language,
      ) ?? (personaId ? undefined : personas[0]);
    const to =
      toNumber ?? (numbers.find((one) => one.language === persona?.language) ?? numbers[0])?.e164;
    const call = persona && to !== undefined ? deps.people.call(persona.id, to) : undefined;
    if (!call)
      return void response
        .status(404)
        .json({ message: "There is no such caller, or no number to call." });
    response.status(201).json({ placed: true });
  });
  router.use("/booth", pageFiles());
  return router;
}
