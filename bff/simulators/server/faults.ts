import { setTimeout as wait } from 'node:timers/promises';
import type Koa from 'koa';
import { jsonOf, SimulatorRefusal, textField } from './app';

/**
 * What can go wrong on purpose:
 * - slow: the work is done, the answer comes `delayMs` later
 * - error500: nothing is done, the answer is a bare 500
 * - dropAfterWork: the work is done, then the socket is destroyed without an answer
 * - badSignature: the work is done and answered, the answer's signature is spoiled
 */
export const FAULT_KINDS = ['slow', 'error500', 'dropAfterWork', 'badSignature'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  kind: FaultKind;
  /** A path, or a name that the simulator gives to a message (an infno, an Alipay method). Absent: every request. */
  match?: string;
  /** How many requests it still hits; absent: until `DELETE /faults`. */
  times?: number;
  /** Only for slow. */
  delayMs: number;
}

export interface FaultSwitchOptions {
  /** Further names of a request beside its path, for instance the infno in its body. Must not throw. */
  namesOf?: (ctx: Koa.Context) => string[];
  /** Kinds that this simulator can play; a simulator whose protocol signs no answers leaves badSignature out. */
  kinds?: readonly FaultKind[];
}

const DEFAULT_DELAY_MS = 10_000;

/**
 * The fault switch as Koa middleware; put it right after `createApp()`, before the simulator's own routes.
 * `POST /faults {match?, kind, times?, delayMs?}` adds one, `DELETE /faults` clears all, `GET /faults` lists them.
 * Doors under /sim and /faults are never hit: they are the test's own hands.
 */
export function faultSwitch(options: FaultSwitchOptions = {}): Koa.Middleware {
  const kinds = options.kinds ?? FAULT_KINDS;
  let faults: Fault[] = [];

  const take = (ctx: Koa.Context): Fault | undefined => {
    if (ctx.path.startsWith('/sim/')) return undefined;
    const names = [ctx.path, ...(options.namesOf?.(ctx) ?? [])];
    const hit = faults.find((fault) => fault.match === undefined || names.includes(fault.match));
    if (hit?.times !== undefined) {
      hit.times -= 1;
      if (hit.times <= 0) faults = faults.filter((fault) => fault !== hit);
    }
    return hit;
  };

  return async (ctx, next) => {
    if (ctx.path === '/faults') {
      if (ctx.method === 'POST') faults.push(parseFault(jsonOf(ctx), kinds));
      else if (ctx.method === 'DELETE') faults = [];
      else if (ctx.method !== 'GET') throw new SimulatorRefusal(405, 'GET, POST or DELETE');
      ctx.status = 200;
      ctx.body = { faults };
      return;
    }
    const fault = take(ctx);
    if (fault?.kind === 'error500') {
      ctx.status = 500;
      ctx.body = 'Internal Server Error';
      return;
    }
    if (fault?.kind === 'badSignature') ctx.state.spoilSignature = true;
    await next();
    if (fault?.kind === 'slow') await wait(fault.delayMs, undefined, { ref: false });
    if (fault?.kind === 'dropAfterWork') {
      ctx.respond = false;
      ctx.req.socket.destroy();
    }
  };
}

/** True when the fault switch asks that this answer's signature be wrong. */
export function mustSpoilSignature(ctx: Koa.Context): boolean {
  return ctx.state.spoilSignature === true;
}

/** The signature to send: as computed, or with its first character changed when the fault switch says so. */
export function signatureToSend(ctx: Koa.Context, signature: string): string {
  if (!mustSpoilSignature(ctx)) return signature;
  // Stays inside both the hex and the base64 alphabet, so that only the value is wrong, not the form.
  return (signature.startsWith('0') ? '1' : '0') + signature.slice(1);
}

function parseFault(body: Record<string, unknown>, kinds: readonly FaultKind[]): Fault {
  const kind = kinds.find((each) => each === body.kind);
  if (!kind) throw new SimulatorRefusal(400, `kind must be one of ${kinds.join(', ')}`);
  const fault: Fault = { kind, delayMs: wholeNumber(body, 'delayMs', 0) ?? DEFAULT_DELAY_MS };
  const match = textField(body, 'match');
  const times = wholeNumber(body, 'times', 1);
  if (match !== undefined) fault.match = match;
  if (times !== undefined) fault.times = times;
  return fault;
}

function wholeNumber(body: Record<string, unknown>, name: string, least: number): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  throw new SimulatorRefusal(400, `${name} must be a whole number of ${least} or more`);
}
