import { createRequire } from "node:module";
import type * as sdkTypes from "microsoft-cognitiveservices-speech-sdk";

export type AzureSdk = typeof sdkTypes;

let loading: Promise<AzureSdk> | null = null;

async function load(): Promise<AzureSdk> {
  const sdk = await import("microsoft-cognitiveservices-speech-sdk");
  sdk.Recognizer.enableTelemetry(false);
  // Its log lines carry the address, and with it the key.
  sdk.Diagnostics.SetLoggingLevel(sdk.LogLevel.None);
  sdk.Diagnostics.StopConsoleOutput();
  const { WebsocketMessageAdapter } = createRequire(import.meta.url)(
    "microsoft-cognitiveservices-speech-sdk/distrib/lib/src/common.browser/WebsocketMessageAdapter.js",
  ) as { WebsocketMessageAdapter: { forceNpmWebSocket: boolean } };
  // Node has a WebSocket of its own now, which the SDK prefers; but it does not tell 401 from 503.
  WebsocketMessageAdapter.forceNpmWebSocket = true;
  return sdk;
}

/** The vendor's SDK, loaded when a call needs it: it is 200 files. */
export function loadAzureSdk(): Promise<AzureSdk> {
  loading ??= load();
  return loading;
}
