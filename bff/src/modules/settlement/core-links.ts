import type { InsuranceCore } from '../../gateways/insurance-core/port';
import { type Collection, Conflict } from '../../storage/port';
import type { CoreLinkDocument } from './settlement.collection';

/** `region:psnNo`: one person's number at one core. */
export const coreKey = (region: string, psnNo: string) => `${region}:${psnNo}`;

/** Remembers which person stands behind which core's number. */
export function createCoreLinks(deps: {
  collection: Collection<CoreLinkDocument>;
  coreFor(region: string): InsuranceCore | undefined;
  identityOf(personId: string): Promise<{ name: string; certificateNumber: string } | undefined>;
}) {
  const { collection } = deps;
  const ofPerson = (personId: string, region?: string) =>
    collection.find({ personId, ...(region ? { region } : {}) }, { limit: 40 });

  return {
    ofPerson,

    /** The person behind `region:psnNo`, if ever seen. */
    personOf: async (key: string): Promise<string | undefined> => (await collection.get(key))?.personId,

    /** A person's number at the core of this region; asked once, then remembered. Throws GatewayError. */
    async psnNo(personId: string, region: string): Promise<string | undefined> {
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
    },
  };
}

export type CoreLinks = ReturnType<typeof createCoreLinks>;
