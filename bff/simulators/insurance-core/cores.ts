import { SimulatorRefusal } from '../server/app';
import type { Core } from './core';
import type { PersonRecord } from './state';

/** Every core of this server, by region. */
export type Cores = ReadonlyMap<string, Core>;

/** The core of a region, or SimulatorRefusal 404. */
export function coreOf(cores: Cores, region: string): Core {
  const core = cores.get(region);
  if (!core) throw new SimulatorRefusal(404, `no core for region ${region}`);
  return core;
}

/** A person by person number or certificate number, or SimulatorRefusal 404. */
export function personOf(core: Core, key: string): PersonRecord {
  const person = core.state.people.get(key) ?? core.personByCertificate(key.trim().toUpperCase());
  if (!person) throw new SimulatorRefusal(404, 'nobody with this number in this core');
  return person;
}
