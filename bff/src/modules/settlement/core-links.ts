import type { InsuranceCore } from '../../gateways/insurance-core/port';
import { type Collection, Conflict } from '../../storage/port';
import type { CoreLinkDocument } from './settlement.collection';

/** `region:psnNo`: one person's number at one core. */
export const coreKey = (region: string, psnNo: string) => `${region}:${psnNo}`;

/** Remembers which person stands behind which core's number. */
export function createCoreLinks(deps: {
  collection: Collection<CoreLinkDocument>;
  coreFor(region: string): InsuranceCore | undefined;
  regions(): string[];
  identityOf(personId: string): Promise<{ name: string; certificateNumber: string } | undefined>;
}) {
  const { collection } = deps;
  const ofPerson = (personId: string, region?: string) =>
    collection.find({ personId, ...(region ? { region } : {}) }, { limit: 40 });

  /** A person's number at the core of this region; asked once, then remembered. Throws GatewayError. */
  async function psnNo(personId: string, region: string): Promise<string | undefined> {
    const known = (await ofPerson(personId, region))[0];
    if (known) return known.psnNo;
    const [core, identity] = [deps.coreFor(region), await deps.identityOf(personId)];
    const person = core && identity ? await core.person(identity) : undefined;
    if (!person) return undefined;
    const { psnNo } = person;
    try {
      await collection.insert({ _id: coreKey(region, psnNo), version: 1, schemaVersion: 1, personId, region, psnNo });
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
    return psnNo;
  }

  return {
    ofPerson,

    /** A person's numbers at every core; where none is known yet all cores are asked (one that is down, next time). */
    async everywhere(personId: string): Promise<CoreLinkDocument[]> {
      const known = await ofPerson(personId);
      if (known.length > 0) return known;
      await Promise.allSettled(deps.regions().map((region) => psnNo(personId, region)));
      return ofPerson(personId);
    },

    /** The person behind `region:psnNo`, if ever seen. */
    personOf: async (key: string): Promise<string | undefined> => (await collection.get(key))?.personId,

    psnNo,
  };
}

export type CoreLinks = ReturnType<typeof createCoreLinks>;
