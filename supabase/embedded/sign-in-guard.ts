import { RateLimiterMemory } from "rate-limiter-flexible";

type Handler = (request: Request) => Promise<Response>;

/** Failures a minute; who signs in rightly is never held up. Hosted Supabase has limits of its own. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 50;
const WINDOW_SECONDS = 60;

async function accountOf(request: Request): Promise<string> {
  try {
    const body = (await request.json()) as { email?: unknown };
    return typeof body.email === "string" ? body.email.trim().toLowerCase().slice(0, 320) : "";
  } catch {
    return "";
  }
}

/**
 * Stands before the local Supabase, which lets anybody try passwords for ever: after ten wrong
 * ones for an account, or fifty from an address, the answer is 429 with the seconds to wait.
 */
export function guardSignIn(
  next: Handler,
): (request: Request, address: string) => Promise<Response> {
  const accounts = new RateLimiterMemory({ points: PER_ACCOUNT, duration: WINDOW_SECONDS });
  const addresses = new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_SECONDS });

  return async (request, address) => {
    const url = new URL(request.url);
    const isSignIn =
      request.method === "POST" &&
      url.pathname === "/auth/v1/token" &&
      url.searchParams.get("grant_type") === "password";
    if (!isSignIn) return next(request);
    const account = await accountOf(request.clone());
    const [byAccount, byAddress] = await Promise.all([
      accounts.get(account),
      addresses.get(address),
    ]);
    const spent = [byAccount, byAddress].find((tries) => tries && tries.remainingPoints <= 0);
    if (spent) {
      await request.body?.cancel();
      return Response.json(
        {
          code: 429,
          error_code: "over_request_rate_limit",
          msg: "Too many wrong passwords. Wait a minute and try again.",
        },
        { status: 429, headers: { "retry-after": String(Math.ceil(spent.msBeforeNext / 1000)) } },
      );
    }
    const response = await next(request);
    if (response.status >= 400 && response.status < 500) {
      await Promise.all([accounts.penalty(account), addresses.penalty(address)]);
    }
    return response;
  };
}
