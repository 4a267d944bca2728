/** What the carrier's debugger would show: error numbers with the call they belong to. The newest 500. */
export interface Alert {
  at: number;
  code: number;
  message: string;
  callSid?: string | undefined;
}

export interface Alerts {
  raise(code: number, message: string, callSid?: string): void;
  list(callSid?: string): Alert[];
}

const MAX_ALERTS = 500;

export function createAlerts(): Alerts {
  const alerts: Alert[] = [];
  return {
    raise(code, message, callSid) {
      alerts.push({ at: Date.now(), code, message, callSid });
      if (alerts.length > MAX_ALERTS) alerts.shift();
    },
    list: (callSid) =>
      callSid === undefined ? [...alerts] : alerts.filter((alert) => alert.callSid === callSid),
  };
}
