/** Stands in for the carrier's voice client in pictures: connects at once and hears something. */
type Listener = (...values: unknown[]) => void;

class Emitter {
  #listeners = new Map<string, Listener[]>();
  on(name: string, listener: Listener): this {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    return this;
  }
  emit(name: string, ...values: unknown[]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(...values);
  }
}

class FakeCall extends Emitter {
  #stream = new AudioContext().createMediaStreamDestination().stream;
  start(): void {
    setTimeout(() => this.emit("accept"), 20);
    setTimeout(() => this.emit("volume", 0.2, 0.2), 60);
    setTimeout(
      () =>
        this.emit("sample", {
          rtt: 38,
          jitter: 4,
          mos: 4.4,
          packetsLostFraction: 0,
          totals: { bytesReceived: 900 },
        }),
      90,
    );
  }
  getRemoteStream(): MediaStream {
    return this.#stream;
  }
  mute(): void {}
  sendDigits(): void {}
  disconnect(): void {
    this.emit("disconnect");
  }
}

export class Device extends Emitter {
  audio = null;
  updateToken(): void {}
  async connect(): Promise<FakeCall> {
    const call = new FakeCall();
    call.start();
    return call;
  }
}
