/** A test's hands on a running simulator: its /faults and /sim doors, over HTTP like everybody else. */
export function doorsOf(url: string) {
  /** Posts JSON and reads JSON; throws when the door says no. */
  const post = async (path: string, body: unknown = {}): Promise<Record<string, unknown>> => {
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
  return {
    post,
    get: async (path: string) => (await (await fetch(url + path)).json()) as Record<string, unknown>,
    fault: (fault: { kind: string; match?: string; times?: number; delayMs?: number }) => post('/faults', fault),
    healFaults: async () => void (await fetch(`${url}/faults`, { method: 'DELETE' })),
    advance: (seconds: number) => post('/sim/clock', { advanceSeconds: seconds }),
  };
}
