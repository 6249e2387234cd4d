import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import readRaw from 'raw-body';

/** A simulator that listens: where it is, and how to stop it. `stop` cuts connections that are still open. */
export interface Listening {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** An answer that the simulator gives on purpose (wrong input to one of its own /sim doors), not a crash. */
export class SimulatorRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const BODY_LIMIT = '256kb';

/**
 * A Koa application as every simulator starts from: the body is read once, as text, into `ctx.state.text`
 * (signatures are computed over the exact text), and a refusal of the simulator's own doors becomes JSON.
 */
export function createApp(): Koa {
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    try {
      ctx.state.text = await readRaw(ctx.req, { encoding: 'utf8', limit: BODY_LIMIT });
      await next();
    } catch (error) {
      const known = error instanceof SimulatorRefusal;
      ctx.status = known ? error.status : 500;
      ctx.body = { error: known ? error.message : 'the simulator failed' };
      if (!known) process.stderr.write(`simulator failed: ${error instanceof Error ? error.stack : error}\n`);
    }
  });
  return app;
}

/** The request's body as it came, before any parsing. */
export function textOf(ctx: Koa.Context): string {
  return typeof ctx.state.text === 'string' ? ctx.state.text : '';
}

/** The request's JSON object; an empty body is an empty object. Throws SimulatorRefusal(400) when it is no JSON object. */
export function jsonOf(ctx: Koa.Context): Record<string, unknown> {
  const text = textOf(ctx);
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // falls through to the refusal: broken JSON and "not an object" are the same mistake to the caller
  }
  throw new SimulatorRefusal(400, 'the body must be a JSON object');
}

/** One text field of a parsed body, or undefined when it is absent, empty or no text. */
export function textField(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Starts an application.
 * @param port 0 takes a free one
 * @param host loopback unless told otherwise: a simulator must not be reachable from outside by accident
 * @throws the listen error (EADDRINUSE and so on)
 */
export async function listen(app: Koa, port: number, host = '127.0.0.1'): Promise<Listening> {
  const server = createServer(app.callback());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
