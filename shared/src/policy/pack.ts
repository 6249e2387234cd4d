import type { Kinship } from '../domain/kinship';

/** `source`: the named source says so. `ours`: our own reading where a source is silent or ambiguous. */
export type Basis = 'source' | 'ours';

/** One leaf that states a rule, with where it comes from. `source` is a key of the pack's `sources`. */
export interface Rule<T> {
  value: T;
  source: string;
  basis: Basis;
  /** What a person or an operator should know about this reading (plain Chinese), e.g. two sources that disagree. */
  note?: string;
}

export interface Source {
  title: string;
  publisher: string;
  /** Civil day, month or year of the text, as printed. */
  publishedOn: string;
  note?: string;
}

export type Insutype = '310' | '390';
/** How far something reaches: nowhere, the owner's city, the pack's province, the nation. */
export type Reach = 'none' | 'city' | 'province' | 'nation';
/** How strongly a person must be proven: name known, SMS to the phone that the core holds, own face. */
export type ProofLevel = 'none' | 'phone' | 'face';
export type CommitmentKind = 'none' | 'read' | 'sign';
export type Funding = 'balance' | 'allocation' | 'quota';
/** All settlement orders seen in the country (POLICY-FACTS 6). */
export type SettlementOrder =
  | 'singleOwner'
  | 'largestAllOrNothing'
  | 'waterfallHighToLow'
  | 'memberPriority'
  | 'filingOrder'
  | 'allocatedSubAccount'
  | 'frozenQuota';
/** `first`: own account before the shared one. `firstIfEmployee`: only where the member is employee insured; others use the shared one at once. */
export type OwnAccount = 'first' | 'firstIfEmployee';
/** What a line of a bill may be, as rules tell lines apart. */
export const SCOPE_ITEMS = [
  'treatment',
  'drug',
  'device',
  'vaccine',
  'premium',
  'outsideInsurance',
  'wellness',
  'publicHealth',
] as const;
export type ScopeItem = (typeof SCOPE_ITEMS)[number];
export type Seat =
  /** One owner at a time for the person as a member (one seat per allowed owner). */
  | 'member'
  /** One relation at a time for the person, as owner or as member. */
  | 'person';

/** A versioned policy pack: the rules of one province (or the nation) as data. Logic never names a region. */
export interface PolicyPack {
  id: string;
  /** One line of succession of packs, e.g. 'gansu'. */
  family: string;
  /** Two capital letters in front of seats, e.g. 'GS'. */
  seatPrefix: string;
  /** GB/T 2260, six digits. */
  region: string;
  version: number;
  /** The rule engine this pack needs; older clients and servers refuse a higher number. */
  engine: number;
  /** Civil day, month or year of the text that the rules were checked against. */
  attestedOn: string;
  effectiveFrom?: string;
  effectiveTo?: string;
  /** false: shown as "not yet" and refused by the server, because the facts do not suffice; the note says what is missing. */
  isOpen: Rule<boolean>;
  sources: Record<string, Source>;
  words: Words;
  kinships: Rule<readonly Kinship[]>;
  owner: {
    insutypes: Rule<readonly Insutype[]>;
    insuredWithin: Rule<Reach>;
    mustBeNormal: Rule<boolean>;
    balanceRequired: Rule<boolean>;
    proof: Rule<ProofLevel>;
  };
  member: {
    mustBeInsured: Rule<boolean>;
    insutypes: Rule<readonly Insutype[]>;
    insuredWithin: Rule<Reach>;
    mustBeNormal: Rule<boolean>;
  };
  limits: {
    /** null: no limit is stated. */
    membersPerOwner: Rule<number | null>;
    /** null: several owners, without a stated limit. */
    ownersPerMember: Rule<number | null>;
    oneRelationAtATime: Rule<boolean>;
  };
  consent: {
    /** true: the owner invites and the member agrees; false: the owner alone binds and the member is told. */
    memberAgrees: Rule<boolean>;
    /** From this age (completed years) the member agrees and passes an own face check; younger: a guardian confirms. null: no face check for anybody. */
    memberFaceFromAge: Rule<number | null>;
    /** Below this age a guardian's separate, recorded consent is wanted (law: below 14; PLATFORM-FACTS). */
    guardianConfirmsBelowAge: Rule<number | null>;
    invitationHours: Rule<number>;
    commitment: Rule<CommitmentKind>;
  };
  /** null: a sharing has no time window. */
  window: Rule<null | WindowRule>;
  funding: Rule<Funding>;
  settlement: {
    order: Rule<SettlementOrder>;
    ownAccount: Rule<OwnAccount>;
    /** true: the owner may also spend from the family account (allocation only). */
    ownerSpendsToo: Rule<boolean>;
  };
  venues: {
    hospital: Rule<Reach>;
    pharmacy: Rule<Reach>;
    onlineSettlementOnly: Rule<boolean>;
    outOfAreaFilingRequired: Rule<boolean>;
  };
  scope: { pays: Rule<readonly ScopeItem[]>; never: Rule<readonly ScopeItem[]>; words: Rule<readonly string[]> };
  premiums: Rule<readonly string[]>;
  /** What to do where sharing failed although bound. */
  claims: Rule<ClaimRule>;
  lifecycle: {
    /** What people should do before an insurance relation moves, in plain Chinese. */
    insuranceMoves: Rule<string>;
    /** How far an insurance may move and still be in the same pooling region. */
    poolingRegion: Rule<Reach>;
    /** true: the relation ends by itself when the owner's insurance ends or leaves the pooling region; false: it only stops paying until that is put right. */
    endsWhenOwnerInsuranceEnds: Rule<boolean>;
    /** What the owner owes when the family changes (marriage, divorce, death …), shown at the bind and in the detail; null: nothing is stated. */
    ownerDuty: Rule<string | null>;
    ownerMayUnbind: Rule<boolean>;
    memberMayLeave: Rule<boolean>;
  };
  records: Rule<string>;
  /** The window route: always offered where a screen asks for a face or a phone. */
  desk: { bring: Rule<readonly string[]>; where: Rule<string> };
  /** Today's other ways, menu by menu. */
  elsewhereOnline: Rule<readonly string[]>;
  documents: { commitment?: CommitmentText; guardianConsent?: CommitmentText };
}

/** What a window must be: begin now or later, end after its start, have an end at all. */
export interface WindowRule {
  startNotBeforeNow: boolean;
  endAfterStart: boolean;
  isEndRequired: boolean;
}

/** What to do where sharing failed although bound; `by`, `where` and `bring` only where it is possible. */
export interface ClaimRule {
  isPossible: boolean;
  words: string;
  by?: 'owner' | 'member';
  where?: string;
  bring?: readonly string[];
}

/** The province's own words: one name for one thing, shown everywhere. */
export interface Words {
  region: string;
  owner: string;
  member: string;
  sharing: string;
  bind: string;
  unbind: string;
  allocate?: string;
  returnFunds?: string;
  familyAccount?: string;
  commitment?: string;
}

/** A text that a person reads and confirms; found by `hash` (lower-hex SHA-256 of its canonical JSON without `hash`), so a signature always names what was read. */
export interface CommitmentText {
  hash: string;
  version: string;
  title: string;
  attestedOn: string;
  paragraphs: readonly string[];
  /** Questions and answers to be read; `check` ones must be answered right before confirming. */
  questions: readonly {
    question: string;
    answer: string;
    check?: { options: readonly string[]; rightIndex: number };
  }[];
  confirmLabel: string;
}
