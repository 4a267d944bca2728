import { describe, expect, it } from "vitest";
import { guardSignIn } from "./sign-in-guard.ts";

const RIGHT = "right";
const supabase = async (request: Request): Promise<Response> => {
  const { password } = (await request.json()) as { password: string };
  return new Response(null, { status: password === RIGHT ? 200 : 400 });
};

function signIn(guard: ReturnType<typeof guardSignIn>) {
  return async (email: string, password: string, address = "127.0.0.1"): Promise<number> => {
    const request = new Request("http://localhost/auth/v1/token?grant_type=password", {
      method: "POST",
      body: JSON.stringify({ email, password }),
    });
    return (await guard(request, address)).status;
  };
}

async function times(count: number, work: (at: number) => Promise<number>): Promise<number[]> {
  const answers: number[] = [];
  for (let at = 0; at < count; at += 1) answers.push(await work(at));
  return answers;
}

describe("signing in", () => {
  it("is held up after ten wrong passwords for an account, however its name is written", async () => {
    const enter = signIn(guardSignIn(supabase));
    expect(new Set(await times(10, () => enter("a@x.example", "wrong")))).toEqual(new Set([400]));
    expect(await enter(" A@X.example", RIGHT)).toBe(429);
    expect(await enter("b@x.example", RIGHT)).toBe(200);
  });

  it("is held up after fifty wrong ones from an address", async () => {
    const enter = signIn(guardSignIn(supabase));
    await times(50, (at) => enter(`a${at}@x.example`, "wrong", "10.0.0.1"));
    expect(await enter("z@x.example", RIGHT, "10.0.0.1")).toBe(429);
    expect(await enter("z@x.example", RIGHT, "10.0.0.2")).toBe(200);
  });

  it("is never held up for who knows the password", async () => {
    const enter = signIn(guardSignIn(supabase));
    expect(new Set(await times(80, () => enter("a@x.example", RIGHT)))).toEqual(new Set([200]));
  });

  it("would go on for ever without the guard (control)", async () => {
    const enter = signIn((request) => supabase(request));
    expect(new Set(await times(60, () => enter("a@x.example", "wrong")))).toEqual(new Set([400]));
  });
});
