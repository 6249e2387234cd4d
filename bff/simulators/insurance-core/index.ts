import { allPacks } from '@gongji/shared/policy/index';
import Router from '@koa/router';
import type Koa from 'koa';
import { createApp, listen, SimulatorRefusal, textOf } from '../server/app';
import { faultSwitch } from '../server/faults';
import { Core } from './core';
import { counterRoutes } from './counter-routes';
import { demoRoutes } from './demo-routes';
import { answerGateway, type Gate } from './gateway-route';
import { type Caller, type CallerConnection, type CallerRole, callersOf } from './keys';
import { seedDemo } from './seed';
import { simRoutes } from './sim-routes';

export interface StartCoreOptions {
  /** Loopback unless told otherwise. */
  host?: string;
  /** 0 takes a free one. */
  port: number;
  /** Journals of all cores: a second start on the same folder keeps everything. */
  dataDir: string;
  /** Keys made at the first start. */
  keysDir: string;
}

export interface RunningCore {
  url: string;
  /** What the BFF needs in its environment to reach every core. */
  bffEnv: { CORE_CONNECTIONS: string };
  /** What an institution's till needs, by region: may settle, may not bind. */
  institutionConnections: Record<string, CallerConnection>;
  stop(): Promise<void>;
}

/**
 * Starts one HTTP server with one insurance core per province that has a pack: /cores/<region>/gateway, the counter page
 * at /, demo people at /demo/people, the fault switch at /faults and the tests' own doors under /sim.
 * @throws the listen error, or an Error when a journal is damaged
 */
export async function startCore(options: StartCoreOptions): Promise<RunningCore> {
  const gates = openGates(options);
  const cores = new Map([...gates].map(([region, gate]) => [region, gate.core]));
  const closeCores = () => {
    for (const core of cores.values()) core.close();
  };

  const app = createApp();
  app.use(faultSwitch({ namesOf: infnoOf }));
  app.use(gatewayRoute(gates));
  app.use(simRoutes(cores));
  app.use(demoRoutes(cores));
  app.use(counterRoutes(cores));
  const server = await listen(app, options.port, options.host).catch((error) => {
    closeCores();
    throw error;
  });

  const connectionsFor = (role: CallerRole): Record<string, CallerConnection> =>
    Object.fromEntries(
      [...gates].map(([region, gate]) => {
        const caller = gate.callers.find((each) => each.role === role) as Caller;
        return [region, { url: `${server.url}/cores/${region}/gateway`, ...caller.callerSide }];
      }),
    );
  return {
    url: server.url,
    bffEnv: { CORE_CONNECTIONS: JSON.stringify(connectionsFor('app')) },
    institutionConnections: connectionsFor('institution'),
    stop: async () => {
      await server.stop();
      closeCores();
    },
  };
}

/** Opens the core of every province that has a pack, with its demo people; closes what it opened when one is damaged. */
function openGates({ dataDir, keysDir }: StartCoreOptions): Map<string, Gate> {
  const gates = new Map<string, Gate>();
  try {
    for (const region of new Set(allPacks.map((pack) => pack.region))) {
      const core = new Core(region, dataDir);
      gates.set(region, { core, callers: callersOf(region, keysDir), nonces: new Map() });
      seedDemo(core, new Date().toISOString());
    }
  } catch (error) {
    for (const { core } of gates.values()) core.close();
    throw error;
  }
  return gates;
}

function gatewayRoute(gates: ReadonlyMap<string, Gate>): Koa.Middleware {
  const router = new Router();
  router.post('/cores/:region/gateway', (ctx) => {
    const gate = gates.get(String(ctx.params.region));
    if (!gate) throw new SimulatorRefusal(404, 'no core for this region');
    answerGateway(ctx, gate);
  });
  return router.routes() as Koa.Middleware;
}

/** A message's number, for the fault switch; a body that cannot be read has none. */
function infnoOf(ctx: Koa.Context): string[] {
  const infno = /"infno":"(\w{4})"/.exec(textOf(ctx))?.[1];
  return infno === undefined ? [] : [infno];
}
