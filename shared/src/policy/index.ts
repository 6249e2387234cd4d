import { isRegionWithin } from '../domain/region';
import type { CommitmentText, PolicyPack } from './pack';
import { PACKS } from './packs/index';

/** Every pack of every version, newest version of a family last; those that are not open included (see isOpen). */
export const allPacks: readonly PolicyPack[] = PACKS;

/** True when a pack is in force on a civil day. A pack without dates is in force. */
export function isInForce(pack: PolicyPack, on: string): boolean {
  return (
    (pack.effectiveFrom === undefined || pack.effectiveFrom <= on) &&
    (pack.effectiveTo === undefined || on <= pack.effectiveTo)
  );
}

/**
 * The packs that an owner insured in `ownerRegion` may use on a civil day: one (the newest in force) per family.
 * With `memberRegion`, packs that reach the member come first; none is left out, so that a refusal can say why.
 */
export function pickPacks(where: { ownerRegion: string; memberRegion?: string; on: string }): PolicyPack[] {
  const newest = new Map<string, PolicyPack>();
  for (const pack of allPacks) {
    if (!isRegionWithin(where.ownerRegion, pack.region) || !isInForce(pack, where.on)) continue;
    const known = newest.get(pack.family);
    if (known === undefined || known.version < pack.version) newest.set(pack.family, pack);
  }
  const picked = [...newest.values()];
  const memberRegion = where.memberRegion;
  if (memberRegion === undefined) return picked;
  const reaches = (pack: PolicyPack) =>
    !pack.member.mustBeInsured.value ||
    pack.member.insuredWithin.value === 'nation' ||
    isRegionWithin(memberRegion, pack.region);
  return [...picked.filter(reaches), ...picked.filter((pack) => !reaches(pack))];
}

/** The newest pack of a family (in force on a civil day, where one is given). */
export function packOfFamily(family: string, on?: string): PolicyPack | undefined {
  return allPacks
    .filter((pack) => pack.family === family && (on === undefined || isInForce(pack, on)))
    .reduce<PolicyPack | undefined>((best, pack) => (best && best.version > pack.version ? best : pack), undefined);
}

/** The text that a person read and confirmed, by its hash; texts of older packs stay findable. */
export function textByHash(hash: string): CommitmentText | undefined {
  for (const pack of allPacks) {
    for (const text of [pack.documents.commitment, pack.documents.guardianConsent]) {
      if (text?.hash === hash) return text;
    }
  }
  return undefined;
}
