import type { FromPage, ToPage } from "../wire.ts";

export interface Line {
  send(message: FromPage): void;
  sendFrame(frame: Int16Array<ArrayBuffer>): void;
}

const AGAIN_MS = 1500;

/** The page's socket to the simulator; comes back by itself. */
export function openLine(on: {
  message(message: ToPage): void;
  frames(heard: Int16Array, said: Int16Array): void;
  away(): void;
}): Line {
  let socket: WebSocket | undefined;
  const connect = (): void => {
    socket = new WebSocket(new URL("socket", location.href.replace(/^http/, "ws")));
    socket.binaryType = "arraybuffer";
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (typeof event.data === "string") on.message(JSON.parse(event.data) as ToPage);
      else on.frames(new Int16Array(event.data, 0, 160), new Int16Array(event.data, 320, 160));
    };
    socket.onclose = () => {
      on.away();
      setTimeout(connect, AGAIN_MS);
    };
  };
  connect();
  return {
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    sendFrame(frame) {
      // A slow socket loses sound rather than growing late.
      if (socket?.readyState === WebSocket.OPEN && socket.bufferedAmount < 8000) socket.send(frame);
    },
  };
}
