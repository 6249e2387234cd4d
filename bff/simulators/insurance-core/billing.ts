import { settle } from '@gongji/shared/domain/settlement';
import type { BillItem, Settlement, SharedSource } from '@gongji/shared/domain/settlement.types';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import type { Core, Deviation } from './core';
import type { Institution } from './institutions';
import { familyAccount, personalAccount } from './ledger';
import { isOwnerNow } from './messages/relations';
import { pooledFundFen } from './pooled-fund';
import { packOf } from './rules';
import { hasPersonalAccount, type Insurance, type PersonRecord, type RelationRecord } from './state';

/** A bill as a till sends it. `fundFen` absent: the core works out what pooled funds pay. */
export interface BillRequest {
  patient: PersonRecord;
  institution: Institution;
  usesOwnCredential: boolean;
  hasOutOfAreaFiling: boolean;
  items: (Omit<BillItem, 'fundFen'> & { fundFen?: number })[];
}

/** Who pays what of a bill by the shared engine and the pack of this core's province, then by the deviation switch. */
export function settleBill(core: Core, request: BillRequest, at: string): Settlement {
  const { patient, institution, usesOwnCredential, hasOutOfAreaFiling } = request;
  const pack = packOf(core, at);
  const insurance = insuranceInUse(patient);
  const isUnfiledAway = !hasOutOfAreaFiling && institution.region.slice(0, 2) !== core.region.slice(0, 2);
  const items = request.items.map((item) => ({
    ...item,
    fundFen: usesOwnCredential ? (item.fundFen ?? pooledFundFen(item, insurance, institution, isUnfiledAway)) : 0,
  }));
  const settlement = settle({
    bill: { items },
    patient: {
      personId: patient.psnNo,
      insuranceStatus: insurance?.status,
      insutype: insurance?.insutype,
      ...(hasPersonalAccount(patient) ? { ownBalanceFen: core.balanceFen(personalAccount(patient.psnNo)) } : {}),
      hasOutOfAreaFiling,
      usesOwnCredential,
    },
    sources: sourcesOf(core, pack, patient.psnNo),
    pack,
    venue: institution,
    now: at,
  });
  return deviate(settlement, core.deviation);
}

/** The account that shared money comes out of. */
export function sharedAccount(pack: PolicyPack, ownerPsnNo: string): string {
  return pack.funding.value === 'allocation' ? familyAccount(ownerPsnNo) : personalAccount(ownerPsnNo);
}

/** The insurance that a bill goes by: a normal one before others, employee before resident. */
export function insuranceInUse(person: PersonRecord): Insurance | undefined {
  const rank = ({ status, insutype }: Insurance) => `${status}${insutype}`;
  return [...person.insurances].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
}

/** True when shared money could have been asked for this patient: a relation stands, or the family account is their own. */
export function hasSources(core: Core, psnNo: string, at: string): boolean {
  return sourcesOf(core, packOf(core, at), psnNo).length > 0;
}

function sourcesOf(core: Core, pack: PolicyPack, patientPsnNo: string): SharedSource[] {
  if (core.deviation?.kind === 'relationsDenied') return [];
  const sourceFrom = (
    relation: Pick<RelationRecord, 'relationId' | 'ownerPsnNo' | 'boundAt' | 'window' | 'frozenAt'>,
  ): SharedSource => {
    const account = sharedAccount(pack, relation.ownerPsnNo);
    const ownerInsurance = core.person(relation.ownerPsnNo).insurances.find(({ insutype }) => insutype === '310');
    return {
      relationId: relation.relationId,
      ownerPersonId: relation.ownerPsnNo,
      ownerRegion: ownerInsurance?.region ?? core.region,
      availableFen: core.balanceFen(account),
      everAllocatedFen: core.state.everAllocatedFen.get(account) ?? 0,
      ownerInsuranceStatus: ownerInsurance?.status ?? '4',
      boundAt: relation.boundAt,
      ...(relation.window === undefined ? {} : { window: relation.window }),
      isSuspended: relation.frozenAt !== undefined,
    };
  };
  const sources = core
    .relationsOf(patientPsnNo)
    .filter((relation) => relation.memberPsnNo === patientPsnNo)
    .map(sourceFrom);
  const isOwnFamilyAccount = pack.funding.value === 'allocation' && pack.settlement.ownerSpendsToo.value;
  const [ownRelation] = core.relationsOf(patientPsnNo).filter((relation) => relation.ownerPsnNo === patientPsnNo);
  if (isOwnFamilyAccount && ownRelation && isOwnerNow(core, patientPsnNo)) {
    // The owner's own spending belongs to no single relation: it names the family account itself.
    const { ownerPsnNo, boundAt } = ownRelation;
    sources.push(sourceFrom({ ownerPsnNo, boundAt, relationId: `family-${patientPsnNo}` }));
  }
  return sources;
}

function deviate(settlement: Settlement, deviation: Deviation | undefined): Settlement {
  if (!deviation || deviation.kind === 'relationsDenied' || settlement.sharedFen === 0) return settlement;
  let lessFen =
    deviation.kind === 'nothingShared' ? settlement.sharedFen : Math.min(deviation.amountFen, settlement.sharedFen);
  const movedFen = lessFen;
  const sharedBy = settlement.sharedBy.flatMap((part) => {
    const takenFen = Math.min(lessFen, part.amountFen);
    lessFen -= takenFen;
    return takenFen === part.amountFen ? [] : [{ ...part, amountFen: part.amountFen - takenFen }];
  });
  return {
    ...settlement,
    sharedFen: settlement.sharedFen - movedFen,
    sharedBy,
    cashFen: settlement.cashFen + movedFen,
    because: sharedBy.length > 0 ? settlement.because : settlement.because.filter(({ code }) => code !== 'SHARED_USED'),
  };
}
