/** What every browser of the journeys is started with; operators add their own microphone file. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  // Runners without a network have only the loopback interface for WebRTC.
  "--allow-loopback-in-peer-connection",
  "--autoplay-policy=no-user-gesture-required",
];

export const chromiumFile = process.env.CHROME_PATH ?? "/usr/bin/chromium";
