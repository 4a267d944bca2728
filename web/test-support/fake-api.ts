import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe } from "@patchbay/contracts";
import type {
  CallView,
  ConsoleConfig,
  ConsoleToServer,
  Me,
  Role,
  ServerToConsole,
} from "@patchbay/contracts";
import express from "express";
import { Server } from "socket.io";
import { callOf, detailOf, idOf, liveCalls, nora, operators } from "./people.ts";
import { pastCalls, pastDetail, pastRequests, recordingWav } from "./past.ts";

export type Scene = "full" | "empty" | "failing" | "slow" | "ringing" | "onCall" | "mine";

export interface FakeApi {
  url: string;
  emit: Server<ConsoleToServer, ServerToConsole>;
  commands: { name: string; input: unknown }[];
  scene: Scene;
  dropConnections(): void;
  close(): Promise<void>;
}

/** Tighter than the real one, so that the console never comes to depend on inline styles. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'";

/** Speaks the contracts to a console, from memory, for pictures and accessibility checks. */
export async function startFakeApi(dist: string, first: Scene): Promise<FakeApi> {
  const app = express();
  const http = createServer(app);
  const io = new Server<ConsoleToServer, ServerToConsole>(http, { transports: ["websocket"] });
  const now = Date.now();
  const state: Pick<FakeApi, "scene" | "commands"> = { scene: first, commands: [] };
  const past = pastCalls(now);
  const finished = pastDetail(now);
  const waves = recordingWav();
  let calls: CallView[] = [];
  let role: Role = "operator";

  const me = (): Me => ({ ...nora, role, email: `${role}@demo.test` });
  const config = (): ConsoleConfig => ({
    build: "fixture",
    supabaseUrl: origin(),
    supabasePublishableKey: "fixture",
    voiceSignalHost: null,
    boothUrl: `${origin()}/booth`,
    demo: {
      accounts: (["operator", "supervisor", "admin"] as const).map((one, i) => ({
        role: one,
        name: ["Nora Falk", "Ida Sommer", "Leo Winter"][i]!,
        email: `${one}@demo.test`,
        password: "demo",
        organization: "AssetCare24",
      })),
    },
    simulated: [
      {
        part: "carrier",
        standIn: "A carrier on this machine plays the telephone network and the callers.",
        settings: ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
        change: "Real numbers ring, real people call.",
      },
      {
        part: "model",
        standIn: "A scripted intake asks for problem, address, urgency and callback number.",
        settings: ["ANTHROPIC_API_KEY"],
        change: "The bot speaks freely.",
      },
      {
        part: "speech",
        standIn: "A recogniser that knows the booth's lines, and a voice of this machine.",
        settings: ["AZURE_SPEECH_KEY", "AZURE_SPEECH_REGION"],
        change: "The bot understands whoever speaks.",
      },
    ],
  });
  const origin = () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  app.use((_request, response, next) => {
    response.set("Content-Security-Policy", POLICY);
    next();
  });
  app.use(express.json());
  app.get("/api/config", (_request, response) => response.json(config()));
  app.post("/auth/v1/token", (request, response) => {
    const { email = "" } = request.body as { email?: string };
    if (!email.endsWith("@demo.test")) {
      return void response
        .status(400)
        .json({ code: "invalid_credentials", message: "Invalid login credentials" });
    }
    role = email.split("@")[0] as Role;
    const expires = Math.floor(Date.now() / 1000) + 3600;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    response.json({
      access_token: `${part({ alg: "none" })}.${part({ sub: nora.userId, exp: expires, role: "authenticated" })}.fixture`,
      token_type: "bearer",
      expires_in: 3600,
      expires_at: expires,
      refresh_token: "fixture",
      user: {
        id: nora.userId,
        email,
        aud: "authenticated",
        role: "authenticated",
        created_at: new Date().toISOString(),
        app_metadata: {},
        user_metadata: {},
      },
    });
  });
  app.post("/auth/v1/logout", (_request, response) => void response.status(204).end());
  app.use("/api", (request, response, next) => {
    if (state.scene === "failing" && request.path !== "/me")
      return void response.status(503).json(describe("database_away"));
    if (state.scene === "slow" && request.path !== "/me") return;
    next();
  });
  app.get("/api/me", (_request, response) => response.json(me()));
  app.get("/api/calls", (request, response) => {
    const from = Number(request.query["cursor"] ?? 0);
    const limit = Number(request.query["limit"] ?? 50);
    const wanted =
      state.scene === "empty"
        ? []
        : past.filter((call) => {
            const { outcome, language, direction } = request.query;
            return (
              (!outcome || call.outcome === outcome) &&
              (!language || call.language === language) &&
              (!direction || call.direction === direction)
            );
          });
    const next = from + limit < wanted.length ? String(from + limit) : null;
    response.json({
      calls: wanted.slice(from, from + limit),
      nextCursor: next,
      total: wanted.length === 60 ? 1001 : wanted.length,
    });
  });
  app.get("/api/calls/:id", (request, response) => {
    const view = past.find((call) => call.id === request.params.id);
    if (view === undefined && request.params.id !== finished.call.id)
      return void response.status(404).json(describe("not_found"));
    response.json({ ...finished, call: { ...finished.call, id: request.params.id } });
  });
  app.post("/api/recordings/:id/playback", (_request, response) =>
    response.json({
      url: `${origin()}/recording.wav`,
      expiresAt: new Date(now + 3_600_000).toISOString(),
      recording: finished.recordings[0],
    }),
  );
  app.get(
    "/recording.wav",
    (_request, response) =>
      void response.type("audio/wav").set("Accept-Ranges", "bytes").send(waves),
  );
  app.post("/api/voice/token", (_request, response) =>
    response.json({
      token: "fixture",
      identity: "nora",
      expiresAt: new Date(now + 3_600_000).toISOString(),
    }),
  );
  app.get("/api/requests", (request, response) => {
    const all =
      state.scene === "empty"
        ? []
        : pastRequests(now).filter(
            (one) => !request.query["status"] || one.status === request.query["status"],
          );
    response.json({ requests: all, nextCursor: null, total: all.length });
  });
  app.patch("/api/requests/:id", (request, response) => {
    const found = pastRequests(now).find((one) => one.id === request.params.id);
    response.json({ ...found, ...(request.body as object), assigneeName: "Nora Falk" });
  });
  app.get("/api/booth", (_request, response) =>
    response.json({
      numbers: [{ e164: "+493023125024", label: "Deutsch", language: "de-DE" }],
      personas: [
        {
          id: "marta",
          name: "Marta Lindner",
          language: "de-DE",
          problem: "Cold heating, smells gas",
        },
        { id: "tom", name: "Tom Ashcroft", language: "en-US", problem: "Lift is stuck" },
      ],
    }),
  );
  app.use(express.static(dist));
  app.get("/{*path}", (_request, response) => response.sendFile("index.html", { root: dist }));

  io.of("/console").on("connection", (socket) => {
    const start = Date.now();
    calls = state.scene === "empty" ? [] : liveCalls(start);
    const mine = { kind: "operator", operatorId: nora.userId, name: nora.name } as const;
    if (state.scene === "mine")
      calls = calls.map((c) =>
        c.id === idOf("call-marta") ? { ...c, holder: mine, phase: "lost", takenOver: true } : c,
      );
    if (state.scene !== "slow") {
      socket.emit("calls.snapshot", {
        calls,
        operators: state.scene === "empty" ? [] : operators,
        serverTime: new Date().toISOString(),
      });
    }
    if (state.scene === "ringing") {
      const ringing = {
        offerId: idOf("offer-me"),
        operatorId: nora.userId,
        reason: "caller_asked" as const,
        brief:
          "Zwei Personen stecken im Aufzug zwischen dem zweiten und dritten Stock, niemand ist verletzt. Der Anrufer möchte mit einem Menschen sprechen.",
        offeredAt: new Date(start - 7_000).toISOString(),
        expiresAt: new Date(start + 13_000).toISOString(),
      };
      const call = {
        ...callOf(
          "boris",
          { callerName: "Борис Лебедев", fromNumber: "+493023125077", language: "ru-RU", ringing },
          start,
          52_000,
        ),
      };
      calls = [call, ...calls];
      socket.emit("calls.snapshot", { calls, operators, serverTime: new Date().toISOString() });
      socket.emit("ring.offered", { call, ringing });
    }
    const timers: NodeJS.Timeout[] = [];
    socket.on("call.watch", ({ callId }, ack) => {
      const call = calls.find((one) => one.id === callId);
      if (call === undefined) return ack({ ok: false, problem: describe("not_found") });
      const detail = detailOf(call, Date.now());
      ack({ ok: true, data: { detail } });
      socket.emit("utterance.partial", {
        callId,
        id: idOf("partial"),
        speaker: "caller",
        text: "Sollen wir draußen warten, oder kann ich noch",
        startedMs: 61_000,
      });
      timers.push(
        setInterval(() => {
          const wave = Math.abs(Math.sin(Date.now() / 400));
          socket.emit("level.measured", {
            callId,
            caller: 30 + 40 * wave,
            other: 2,
            frameAgeMs: 90,
          });
        }, 100),
      );
    });
    socket.on("call.takeover", ({ callId, epoch }, ack) => {
      const call = calls.find((one) => one.id === callId)!;
      ack({
        ok: true,
        data: {
          callId,
          epoch: epoch + 1,
          ticket: "fixture",
          expiresAt: new Date(Date.now() + 30_000).toISOString(),
        },
      });
      const taken: CallView = {
        ...call,
        holder: mine,
        phase: "connected",
        epoch: epoch + 1,
        takenOver: true,
      };
      calls = calls.map((one) => (one.id === callId ? taken : one));
      const seq = detailOf(call, Date.now()).seq;
      const atMs = Date.now() - Date.parse(call.startedAt);
      const at = new Date().toISOString();
      socket.emit("call.event", {
        callId,
        seq: seq + 1,
        at,
        atMs,
        type: "baton.moved",
        call: taken,
        cause: "takeover",
        byName: nora.name,
        silentAfterMs: 130,
        audibleAfterMs: 620,
      });
      const words = (text: string, after: number, speaker: "operator" | "caller", next: number) =>
        socket.emit("call.event", {
          callId,
          seq: next,
          at,
          atMs: atMs + after,
          type: "utterance.finalised",
          utterance: {
            id: idOf(text),
            speaker,
            speakerName: speaker === "operator" ? nora.name : "Marta Lindner",
            text,
            language: "de-DE",
            startedMs: atMs + after,
            endedMs: atMs + after + 3_000,
            heard: null,
            interrupted: false,
            confidence: 0.95,
            untranscribed: false,
          },
        });
      words(
        "Frau Lindner, hier ist Nora Falk von AssetCare24. Ich bin jetzt selbst am Telefon.",
        900,
        "operator",
        seq + 2,
      );
      words("Gott sei Dank. Wir stehen schon im Treppenhaus.", 5_200, "caller", seq + 3);
      socket.emit("utterance.partial", {
        callId,
        id: idOf("mine"),
        speaker: "operator",
        text: "Sehr gut, bleiben Sie dort. Der Notdienst ist",
        startedMs: atMs + 9_000,
      });
    });
    socket.onAny((name: string, input: unknown, ack: unknown) => {
      state.commands.push({ name, input });
      const answered = ["call.watch", "call.takeover"];
      if (typeof ack === "function" && !answered.includes(name)) {
        (ack as (answer: unknown) => void)({
          ok: true,
          data: name === "testCall.place" ? { placed: true } : null,
        });
      }
    });
    socket.on("disconnect", () => timers.forEach(clearInterval));
  });

  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return Object.assign(state, {
    url: origin(),
    emit: io,
    dropConnections: () => io.of("/console").disconnectSockets(true),
    close: async () => {
      await io.close();
      http.closeAllConnections();
    },
  });
}
