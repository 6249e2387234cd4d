import type { Kinship } from '@gongji/shared/domain/kinship';

/** What we need of one province's insurance core. Every call may throw GatewayError; a refusal is a value. */
export interface InsuranceCore {
  readonly region: string;
  /** Trade message 1101. undefined: the core does not know this certificate number with this name. */
  person(query: { certificateNumber: string; name?: string }): Promise<CorePerson | undefined>;
  /** Provincial message: the phone number that the core holds, for proof by SMS. */
  contactPhone(query: { certificateNumber: string; name: string }): Promise<string | undefined>;
  /** Provincial message: relations that this person stands in, whoever bound them. */
  relations(psnNo: string): Promise<CoreRelation[]>;
  /** Provincial message: registers a relation. Idempotent by `effectId`: sent again it answers the same. */
  register(input: {
    effectId: string;
    ownerPsnNo: string;
    memberPsnNo: string;
    kinship: Kinship;
    /** Only where the province's sharings have one. */
    window?: RelationWindow;
  }): Promise<{ outcome: 'registered'; coreRelationId: string } | CoreRefusal>;
  /** Provincial message: ends a relation. Idempotent by `effectId`; a relation already ended answers 'ended'. */
  end(input: { effectId: string; coreRelationId: string }): Promise<{ outcome: 'ended' } | CoreRefusal>;
  /** Provincial message: when the relation may pay, from now on; no `endAt`: without an end. Idempotent by `effectId`. */
  changeWindow(
    input: { effectId: string; coreRelationId: string } & RelationWindow,
  ): Promise<{ outcome: 'changed' } | CoreRefusal>;
  /** Provincial message: the relation stands but pays nothing ("not mine", until looked into). Idempotent; frozen already: 'frozen'. */
  freeze(input: { effectId: string; coreRelationId: string }): Promise<{ outcome: 'frozen' } | CoreRefusal>;
  /** Provincial message: a frozen relation pays again. Idempotent; not frozen: 'unfrozen'. */
  unfreeze(input: { effectId: string; coreRelationId: string }): Promise<{ outcome: 'unfrozen' } | CoreRefusal>;
  /** Provincial message: moves money between the owner's account and the family account of the owner's relations. Idempotent. */
  moveFunds(input: {
    effectId: string;
    ownerPsnNo: string;
    direction: 'allocate' | 'return';
    amountFen: number;
  }): Promise<{ outcome: 'done' } | CoreRefusal>;
  /** Provincial message: the owner's balance and what stands in the family account now. */
  funds(ownerPsnNo: string): Promise<{ ownerBalanceFen: number; familyAccountFen: number; asOf: string }>;
  /** Events after `seq`, in order, at most `limit`. */
  events(afterSeq: number, limit: number): Promise<CoreEvent[]>;
}

/** When a relation may pay: ISO UTC instants; the end itself is outside. */
export interface RelationWindow {
  startAt: string;
  endAt?: string;
}

export interface CoreRefusal {
  outcome: 'refused';
  code: string;
  /** The core's own words, Chinese. */
  message: string;
}

export interface CorePerson {
  psnNo: string;
  name: string;
  certificateNumber: string;
  birthOn: string;
  sex: 'male' | 'female';
  insurances: { insutype: '310' | '390'; status: '1' | '2' | '4'; region: string; balanceFen?: number }[];
  asOf: string;
}

export interface CoreRelation {
  coreRelationId: string;
  ownerPsnNo: string;
  memberPsnNo: string;
  kinship: Kinship;
  boundAt: string;
  /** The effectId it was registered with, where it came through this port; empty for relations bound elsewhere. */
  effectId?: string;
  /** Absent: no window is set. */
  window?: RelationWindow;
  /** It stands, but pays nothing until it is freed again. */
  isFrozen: boolean;
}

/** One line of the core's append-only feed. `seq` is given at commit, without gaps, per core. */
export type CoreEvent = { seq: number; at: string } & (
  | { type: 'settled'; settlement: CoreSettlement }
  | { type: 'cancelled'; settlementId: string; memberPsnNo: string }
  | { type: 'reversed'; settlementId: string; memberPsnNo: string }
  | { type: 'sharingFailed'; settlement: CoreSettlement }
  | { type: 'relationRegistered'; relation: CoreRelation }
  /** Frozen, freed or given another window: the relation as it stands now. */
  | { type: 'relationChanged'; relation: CoreRelation }
  /** `because` is 'insuranceEnded' where the province's rule ended it with the owner's insurance; else the core's words. */
  | { type: 'relationEnded'; coreRelationId: string; ownerPsnNo: string; memberPsnNo: string; because: string }
  /** `moved`: to another pooling region; six digits each. */
  | { type: 'insuranceChanged'; psnNo: string; moved?: { from: string; to: string } }
);

/** One bill as the core settled it, in fen. `because` are settlement reason codes. */
export interface CoreSettlement {
  settlementId: string;
  memberPsnNo: string;
  memberName: string;
  institutionName: string;
  institutionKind: 'hospital' | 'pharmacy';
  institutionRegion: string;
  settledAt: string;
  totalFen: number;
  fundFen: number;
  ownAccountFen: number;
  sharedFen: number;
  cashFen: number;
  /** What no account may pay: part of `cashFen`. */
  outOfScopeFen: number;
  sharedBy: { coreRelationId: string; ownerPsnNo: string; amountFen: number }[];
  because: string[];
  items: { name: string; amountFen: number }[];
}
