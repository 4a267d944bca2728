import { make } from "./elements.ts";

export function showTrouble(_place: HTMLElement): void {
  void make;
}
