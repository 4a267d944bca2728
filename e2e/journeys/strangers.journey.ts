import { expect, test } from "../support/journey.ts";
import { ask, command, connect, tokenOf } from "../support/wire.ts";

test("people of another organization see nothing of a call and can do nothing to it", async ({
  stack,
  people,
  caller,
  sql,
}) => {
  people.tolerate(/status of 40[34]/);
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
  const frauke = await people.enter({ role: "operator", organization: "Nordlicht" });
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await expect(frauke.page.getByTestId("live-count")).toHaveText("0");
  await expect(frauke.rows).toHaveCount(0);
  await frauke.page.goto(`${stack.urls.console}/telephony/${callId}`);
  await expect(frauke.page.getByText("This call cannot be shown")).toBeVisible();
  await frauke.page.goto(`${stack.urls.console}/history`);
  await expect(frauke.page.getByText("No calls yet")).toBeVisible();

  const token = await tokenOf(frauke.page);
  const [recording] = await sql<{ id: string }[]>`
    select id from public.recordings where status = 'ready' limit 1`;
  const [request] = await sql<{ id: string }[]>`select id from public.requests limit 1`;
  expect(await ask(stack, token, "GET", `/api/calls/${callId}`)).toBe(404);
  expect(await ask(stack, token, "POST", `/api/recordings/${recording?.id}/playback`)).toBe(404);
  expect(await ask(stack, token, "PATCH", `/api/requests/${request?.id}`, { status: "done" })).toBe(
    404,
  );
  expect(await ask(stack, undefined, "GET", "/api/calls")).toBe(401);

  const socket = await connect(stack, token);
  const refused = { ok: false, problem: { code: "not_found" } };
  for (const [name, input] of [
    ["call.watch", { callId }],
    ["call.listen", { callId }],
    ["call.takeover", { callId, epoch: 1 }],
    ["call.rejoin", { callId }],
    ["call.hangUp", { callId }],
    ["call.hold", { callId, on: true }],
  ] as const)
    expect(await command(socket, name, input), name).toMatchObject(refused);
  expect(await command(socket, "call.dial", { to: "+12025550163" })).toMatchObject({
    ok: false,
    problem: { code: "number_not_allowed" },
  });
  socket.disconnect();
  expect(caller.state).toBe("connected");
});

test("a role without a right is not offered it, and refused when it asks all the same", async ({
  stack,
  people,
  sql,
}) => {
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
  await expect(mira.page.getByRole("link", { name: "Live" })).toHaveCount(0);
  await sql`
    update public.members set denied_grants = '{calls.dial,calls.take,requests.edit}'
    where name = 'Jonas Brandt'`;
  try {
    const jonas = await people.enter({ role: "operator", name: "Jonas Brandt" });
    await expect(jonas.page.getByRole("button", { name: "Dial", exact: true })).toHaveCount(0);
    const token = await tokenOf(jonas.page);
    const socket = await connect(stack, token);
    expect(await command(socket, "call.dial", { to: "+12025550163" })).toMatchObject({
      ok: false,
      problem: { code: "not_allowed" },
    });
    socket.disconnect();
    const [request] = await sql<{ id: string }[]>`
      select r.id from public.requests r join public.members m using (organization_id)
      where m.name = 'Jonas Brandt' limit 1`;
    expect(
      await ask(stack, token, "PATCH", `/api/requests/${request?.id}`, { status: "done" }),
    ).toBe(403);
  } finally {
    await sql`update public.members set denied_grants = '{}' where name = 'Jonas Brandt'`;
  }
});
