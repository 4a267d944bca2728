import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { afterAll, describe, expect, it } from "vitest";
import { createBooth } from "./booth.ts";
import type { BoothDeps } from "./booth-socket.ts";

const booth = createBooth({} as BoothDeps);
afterAll(() => booth.stop());

function knock(url: string, origin: string | undefined): { isOurs: boolean; said: string } {
  let said = "";
  const socket = Object.assign(new EventEmitter(), { end: (text: string) => (said = text) });
  const headers = { host: "localhost:4010", ...(origin === undefined ? {} : { origin }) };
  const request = { url, headers } as IncomingMessage;
  const isOurs = booth.handleUpgrade(request, socket as unknown as Duplex, Buffer.alloc(0));
  return { isOurs, said };
}

describe("the booth's socket", () => {
  it.each([undefined, "null", "", "http://", "https://evil.example", "http://localhost:4010.evil"])(
    "is closed to a page of origin %j",
    (origin) => {
      expect(knock("/booth/socket", origin)).toMatchObject({
        isOurs: true,
        said: expect.stringContaining("403") as string,
      });
    },
  );

  it.each(["//", "//a:b:c", "http://[", "/other"])("is not at %j", (url) => {
    expect(knock(url, "http://localhost:4010").isOurs).toBe(false);
  });
});
