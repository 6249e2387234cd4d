import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCoreConnections } from '../../src/gateways/insurance-core/connections';
import { createInsuranceCores, type InsuranceCores } from '../../src/gateways/insurance-core/http';
import type { InsuranceCore } from '../../src/gateways/insurance-core/port';
import { type RunningCore, startCore } from './index';
import { DEMO_PEOPLE } from './people/people';

export const GANSU = '620000';
export const HEBEI = '130000';

/** Certificate number of a demo person, by name. */
export function certificateOf(name: string): string {
  const person = Object.values(DEMO_PEOPLE)
    .flatMap(({ people }) => people)
    .find((each) => each.name === name);
  if (!person) throw new Error(`no demo person ${name}`);
  return person.certificateNumber;
}

/** A running simulator in a folder of its own, with our gateway connected to it. */
export class TestBed {
  private constructor(
    private readonly folder: string,
    public running: RunningCore,
    public cores: InsuranceCores,
  ) {}

  static async start(timeoutMs = 2000): Promise<TestBed> {
    const folder = await mkdtemp(join(tmpdir(), 'gongji-core-'));
    const running = await startCore({ port: 0, dataDir: join(folder, 'data'), keysDir: join(folder, 'keys') });
    return new TestBed(folder, running, connect(running, timeoutMs));
  }

  /** Stops the simulator and starts it again on the same folders, as after a power cut and a new start. */
  async restart(): Promise<void> {
    await this.halt();
    await this.resume();
  }

  /** Stops the simulator and keeps its folders. */
  async halt(): Promise<void> {
    await this.cores.close();
    await this.running.stop();
  }

  /** Starts again after `halt`. */
  async resume(): Promise<void> {
    this.running = await startCore({ port: 0, dataDir: this.dataDir, keysDir: join(this.folder, 'keys') });
    this.cores = connect(this.running, 2000);
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  async stop(): Promise<void> {
    await this.halt();
    await rm(this.folder, { recursive: true });
  }

  core(region: string): InsuranceCore {
    const core = this.cores.coreFor(region);
    if (!core) throw new Error(`no core for ${region}`);
    return core;
  }

  async psnNo(region: string, name: string): Promise<string> {
    const person = await this.core(region).person({ certificateNumber: certificateOf(name) });
    if (!person) throw new Error(`the core does not know ${name}`);
    return person.psnNo;
  }

  /** Registers a relation by names; returns its id or throws the refusal's words. */
  async bind(
    region: string,
    owner: string,
    member: string,
    kinship: 'child' | 'parent' | 'spouse' = 'child',
  ): Promise<string> {
    const [ownerPsnNo, memberPsnNo] = [await this.psnNo(region, owner), await this.psnNo(region, member)];
    const result = await this.core(region).register({
      effectId: `bind-${owner}-${member}`,
      ownerPsnNo,
      memberPsnNo,
      kinship,
    });
    if (result.outcome === 'refused') throw new Error(result.message);
    return result.coreRelationId;
  }

  /** JSON to one of the simulator's own doors. */
  async post<T = Record<string, unknown>>(path: string, body: unknown): Promise<T & { status: number }> {
    const answer = await fetch(this.running.url + path, { method: 'POST', body: JSON.stringify(body) });
    return { ...((await answer.json()) as T), status: answer.status };
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(this.running.url + path)).json()) as T;
  }
}

const connect = (running: RunningCore, timeoutMs: number) =>
  createInsuranceCores(parseCoreConnections(running.bffEnv.CORE_CONNECTIONS), { timeoutMs });
