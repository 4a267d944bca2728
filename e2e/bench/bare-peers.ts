import type { Page } from "@playwright/test";

/** Connects two peers within the page, one with the microphone; ms from the offer to the other's first byte. */
export function timeBarePeers(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()] as const;
    one.onicecandidate = ({ candidate }) => void other.addIceCandidate(candidate ?? undefined);
    other.onicecandidate = ({ candidate }) => void one.addIceCandidate(candidate ?? undefined);
    const began = performance.now();
    for (const track of microphone.getTracks()) one.addTrack(track, microphone);
    await one.setLocalDescription();
    await other.setRemoteDescription(one.localDescription as RTCSessionDescription);
    await other.setLocalDescription();
    await one.setRemoteDescription(other.localDescription as RTCSessionDescription);
    const bytes = async (): Promise<number> => {
      const stats = [...(await other.getStats()).values()] as {
        type: string;
        bytesReceived?: number;
      }[];
      return stats.find((entry) => entry.type === "inbound-rtp")?.bytesReceived ?? 0;
    };
    while ((await bytes()) === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    const took = performance.now() - began;
    for (const track of microphone.getTracks()) track.stop();
    one.close();
    other.close();
    return took;
  });
}
