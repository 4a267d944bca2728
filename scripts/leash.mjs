// Preloaded into every process the house starts (node --import): when the parent vanishes, even by
// kill -9, its end of the channel closes and this process asks itself to stop in the ordinary way.
const GRACE_MS = 6000;

if (process.channel) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  });
  // Listening must not by itself keep a finished process alive.
  process.channel.unref();
}
